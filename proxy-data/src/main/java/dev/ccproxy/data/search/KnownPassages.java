package dev.ccproxy.data.search;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All passages that may be meant, where these are known before their words are looked at.
final class KnownPassages {
    /// Of so many at the most it is told to the index of words which they are.
    private static final int FEW = 5_000;

    /// Over a longer time without any of them it is not worth looking.
    private static final long LONGEST_GAP = 3_600L * PassageStore.SECOND;

    private final long[] ids;

    KnownPassages(List<Long> ids) {
        this.ids = ids.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    HitStore.Range range() {
        return ids.length == 0
                ? HitStore.Range.NONE
                : new HitStore.Range(ids[0], ids[ids.length - 1]);
    }

    /// Their ids as an array of JSON; null where they are many.
    @Nullable String among() {
        return ids.length > FEW ? null : Arrays.toString(ids);
    }

    /// From where to where to look for the last ones before this id: at a stretch that is no wider
    /// than that, and in which there is no long time without any.
    HitStore.Range before(long id, long width) {
        int found = Arrays.binarySearch(ids, id);
        int last = (found < 0 ? -found - 1 : found) - 1;
        if (last < 0) {
            return HitStore.Range.NONE;
        }
        int first = last;
        while (first > 0
                && ids[last] - ids[first - 1] < width
                && ids[first] - ids[first - 1] <= LONGEST_GAP) {
            first--;
        }
        return new HitStore.Range(ids[first], ids[last]);
    }
}
