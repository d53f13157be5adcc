package dev.ccproxy.data.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/// A place at which two lists differ: these elements of the one stand where those of the other do.
///
/// @param from the first one of the earlier list
/// @param fromEnd behind the last one of it
/// @param to the first one of the later list
/// @param toEnd behind the last one of it
record Hunk(int from, int fromEnd, int to, int toEnd) {
    /// All places at which two lists differ, in order, with equal elements between each two.
    static <T> List<Hunk> between(List<T> from, List<T> to, BiPredicate<T, T> same) {
        List<Hunk> hunks = new ArrayList<>();
        for (AbstractDelta<T> delta :
                DiffUtils.diff(from, to, new MyersDiffWithLinearSpace<>(same)).getDeltas()) {
            int start = delta.getSource().getPosition();
            int toStart = delta.getTarget().getPosition();
            Hunk next =
                    new Hunk(
                            start,
                            start + delta.getSource().size(),
                            toStart,
                            toStart + delta.getTarget().size());
            if (!hunks.isEmpty() && hunks.getLast().touches(next)) {
                Hunk before = hunks.removeLast();
                hunks.add(new Hunk(before.from, next.fromEnd, before.to, next.toEnd));
            } else {
                hunks.add(next);
            }
        }
        return hunks;
    }

    private boolean touches(Hunk next) {
        return fromEnd == next.from && toEnd == next.to;
    }
}
