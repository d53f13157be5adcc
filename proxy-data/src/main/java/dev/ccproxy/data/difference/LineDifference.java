package dev.ccproxy.data.difference;

import dev.ccproxy.data.difference.RequestDifference.Line;
import java.util.ArrayList;
import java.util.List;

/// The lines of two texts that differ, with some around them.
final class LineDifference {
    private static final int CONTEXT = 3;
    private static final int MAX_CHARACTERS = 2_000;

    /// Above this a comparison takes too long; the texts are then told one after the other.
    private static final int MAX_COMPARED = 5_000;

    private final List<String> from;
    private final List<String> to;
    private final int limit;
    private final List<Line> lines = new ArrayList<>();

    private LineDifference(String from, String to, int limit) {
        this.from = from.lines().toList();
        this.to = to.lines().toList();
        this.limit = limit;
    }

    /// @param limit how many lines at the most
    static List<Line> between(String from, String to, int limit) {
        LineDifference difference = new LineDifference(from, to, limit);
        if (difference.from.size() + difference.to.size() > MAX_COMPARED) {
            difference.add(DifferenceKind.REMOVED, difference.from);
            difference.add(DifferenceKind.ADDED, difference.to);
        } else {
            difference.compare();
        }
        return difference.lines;
    }

    /// All lines of a text that stands alone.
    static List<Line> all(DifferenceKind kind, String text, int limit) {
        LineDifference difference = new LineDifference(text, "", limit);
        difference.add(kind, difference.from);
        return difference.lines;
    }

    private void compare() {
        List<Hunk> hunks = Hunk.between(from, to, String::equals);
        int told = 0;
        for (int i = 0; i < hunks.size(); i++) {
            Hunk hunk = hunks.get(i);
            add(
                    DifferenceKind.EQUAL,
                    from.subList(Math.max(told, hunk.from() - CONTEXT), hunk.from()));
            add(DifferenceKind.REMOVED, from.subList(hunk.from(), hunk.fromEnd()));
            add(DifferenceKind.ADDED, to.subList(hunk.to(), hunk.toEnd()));
            int next = i + 1 < hunks.size() ? hunks.get(i + 1).from() : from.size();
            told = Math.min(next, hunk.fromEnd() + CONTEXT);
            add(DifferenceKind.EQUAL, from.subList(hunk.fromEnd(), told));
        }
    }

    private void add(DifferenceKind kind, List<String> texts) {
        for (String text : texts) {
            if (lines.size() < limit) {
                lines.add(new Line(kind, cut(text)));
            }
        }
    }

    private static String cut(String text) {
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    }
}
