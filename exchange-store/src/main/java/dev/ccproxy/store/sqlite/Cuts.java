package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.StoredElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// Where the elements begin in the areas of requests that were asked for lately, for any number of
/// threads.
final class Cuts {
    private static final int MOST_AREAS = 64;
    private static final long SHARED_AREA = Areas.requests(Areas.SHARED_SCOPE);

    /// The starts of an area's elements, as far as they are known.
    private static final class Known {
        final long[] starts; // as addresses, in order; behind the last one, where it ends
        final long end; // up to where chunks were looked at

        Known(long[] starts, long end) {
            this.starts = starts;
            this.end = end;
        }
    }

    private final LinkedHashMap<Long, Known> areas = new LinkedHashMap<>(16, 0.75f, true);

    /// The elements that a recipe of a request of this scope is made of.
    List<StoredElement> elements(Sql sql, long scope, Recipe recipe) throws SQLException {
        long area = Areas.requests(scope);
        long end = 0;
        for (Recipe.Range range : recipe.ranges()) {
            end = range.shared() ? end : Math.max(end, Areas.address(area, range.end()));
        }
        Known known = known(sql, area, end);
        ScopeStore scopes = new ScopeStore(sql);
        Gathering gathering = new Gathering();
        for (Recipe.Range range : recipe.ranges()) {
            long from = Areas.address(range.shared() ? SHARED_AREA : area, range.start());
            long[] starts = range.shared() ? shared(scopes, range, gathering) : known.starts;
            gathering.take(from, from + range.length(), starts);
        }
        return gathering.elements;
    }

    /// The starts of the shared elements of a range that may begin with the rest of one.
    private static long[] shared(ScopeStore scopes, Recipe.Range range, Gathering gathering)
            throws SQLException {
        long base = Areas.address(SHARED_AREA, 0);
        boolean rest = base + range.start() == gathering.expected;
        long first = range.start() + (rest ? gathering.left : 0);
        return scopes.sharedBetween(first, range.end()).stream()
                .mapToLong(start -> base + start)
                .toArray();
    }

    private synchronized Known known(Sql sql, long area, long end) throws SQLException {
        long first = Areas.address(area, 0);
        Known known = areas.getOrDefault(area, new Known(new long[] {first}, first));
        if (known.end < end) {
            ByteArray lengths = new ByteArray();
            long reached =
                    new ChunkStore(sql).cutsFrom(known.end, Areas.address(area + 1, 0), lengths);
            known = new Known(extended(known.starts, Varints.all(lengths.toByteArray())), reached);
            areas.put(area, known);
            if (areas.size() > MOST_AREAS) {
                areas.pollFirstEntry();
            }
        }
        return known;
    }

    private static long[] extended(long[] starts, int[] lengths) {
        long[] all = Arrays.copyOf(starts, starts.length + lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            all[starts.length + i] = all[starts.length + i - 1] + lengths[i];
        }
        return all;
    }

    /// Puts elements together whose parts a recipe has apart, with `cache_control` members in
    /// between.
    private static final class Gathering {
        final List<StoredElement> elements = new ArrayList<>();
        private long expected = -1; // where the rest of the last element starts
        private long left; // bytes of it

        /// Takes a range of addresses.
        ///
        /// @param starts of elements in order, and where the last one ends
        void take(long from, long end, long[] starts) {
            long at = from == expected ? takeRest(from, end) : from;
            if (left > 0) {
                return; // what stands in between is a hole of the last element
            }
            int index = Arrays.binarySearch(starts, at);
            while (at < end) {
                boolean known = index >= 0 && index + 1 < starts.length;
                long elementEnd = known ? starts[++index] : end;
                elements.add(new StoredElement(at, Math.toIntExact(elementEnd - at)));
                left = Math.max(0, elementEnd - end);
                expected = left > 0 ? end : -1;
                at = elementEnd;
            }
        }

        private long takeRest(long from, long end) {
            long size = Math.min(left, end - from);
            left -= size;
            expected = left > 0 ? from + size : -1;
            return from + size;
        }
    }
}
