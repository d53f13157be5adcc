package dev.ccproxy.data.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks for passages from the newest to the oldest, and no longer than it may take.
///
/// It looks at one stretch of time after the other, which grow for as long as that is quick. So how
/// long it takes does not depend on how much there is: where time is up, the next page goes on.
final class Search {
    /// How many hits are put in the order of their worth at a time.
    static final int RANKED_AT_ONCE = 200;

    private static final Duration PATIENCE = Duration.ofMillis(45);
    private static final long QUICK_NANOS = 4_000_000;
    private static final long SLOW_NANOS = 15_000_000;
    private static final int CHUNK = 100;

    private static final long FIRST_WIDTH = 3_600L * PassageStore.SECOND;
    private static final long GREATEST_WIDTH = Long.MAX_VALUE >> 8;
    private static final long MOST_CHARACTERS = 3_000_000;

    private final HitStore hits;
    private final SearchQuery query;
    private final String match;
    private final SearchFilter.Place place;
    private final HitStore.Range range;
    private final boolean ranked;

    private final List<Found> found = new ArrayList<>();
    private @Nullable KnownPassages known;
    private long width = FIRST_WIDTH;
    private long read;

    /// A passage, and where in it the words are.
    private record Found(HitStore.Candidate candidate, Finding finding) {
        int worth() {
            return finding.score() + candidate.kind().weight();
        }
    }

    /// @param asked the ids of passages to look at
    /// @param ranked whether the best come first, and not just the newest
    Search(
            HitStore hits,
            SearchQuery query,
            String match,
            SearchFilter.Place place,
            HitStore.Range asked,
            boolean ranked) {
        this.hits = hits;
        this.query = query;
        this.match = match;
        this.place = place;
        this.ranked = ranked;
        this.range = narrowed(hits.range().within(asked));
    }

    /// Looks where the passages are that may be meant, and no further.
    private HitStore.Range narrowed(HitStore.Range asked) {
        HitStore.Range some = asked;
        if (place.session() != null) {
            some = some.within(narrowed("session", place.session()));
        }
        if (place.conversation() != null) {
            some = some.within(narrowed("conversation", place.conversation()));
        }
        return some;
    }

    private HitStore.Range narrowed(String column, String key) {
        KnownPassages some = new KnownPassages(hits.ids(column, key));
        known = some;
        return some.range();
    }

    SearchHit.Page page(SearchCursor cursor, int limit) {
        long first = Math.max(range.first(), cursor.from());
        long top = Math.min(cursor.below(), range.last() + 1);
        int most = ranked ? RANKED_AT_ONCE : limit;
        long reached = look(first, top, cursor.from() > 0 ? Integer.MAX_VALUE : most);
        if (ranked) {
            found.sort(Comparator.comparingInt(Found::worth).reversed());
        }
        List<SearchHit> items =
                found.stream()
                        .skip(cursor.skip())
                        .limit(limit)
                        .map(one -> hits.hit(one.candidate, one.finding.snippet()))
                        .filter(Objects::nonNull)
                        .toList();
        int given = cursor.skip() + limit;
        return new SearchHit.Page(items, next(top, reached, given));
    }

    private @Nullable String next(long top, long reached, int given) {
        if (given < found.size()) {
            return new SearchCursor(top, reached, given).toString();
        }
        return reached > range.first() ? new SearchCursor(reached, 0, 0).toString() : null;
    }

    /// Looks downwards for so many passages.
    ///
    /// @return the id down to which it has looked
    private long look(long first, long top, int most) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String among = known == null ? null : known.among();
        long at = top;
        while (at > first && found.size() < most && read < MOST_CHARACTERS) {
            long before = System.nanoTime();
            if (before > deadline && at < top && most < Integer.MAX_VALUE) {
                break;
            }
            HitStore.Range stretch = stretch(at);
            long from = Math.max(first, stretch.first());
            List<HitStore.Candidate> some =
                    hits.candidates(match, from, stretch.last() + 1, place, CHUNK, among);
            long took = System.nanoTime() - before;
            boolean all = some.size() < CHUNK;
            at = take(some, all ? from : some.getLast().id(), most);
            if (all && took < QUICK_NANOS) {
                width = Math.min(width * 4, GREATEST_WIDTH);
            } else if (took > SLOW_NANOS) {
                width = Math.max(width / 4, PassageStore.SECOND);
            }
        }
        return Math.max(at, first);
    }

    private HitStore.Range stretch(long at) {
        return known == null ? new HitStore.Range(at - width, at - 1) : known.before(at, width);
    }

    /// @param end the id down to which these are all
    private long take(List<HitStore.Candidate> some, long end, int most) {
        for (HitStore.Candidate candidate : some) {
            if (candidate.place() != null) {
                String text = hits.text(candidate);
                read += text.length();
                Finding finding = Finding.of(text, query);
                if (finding.isComplete()) {
                    found.add(new Found(candidate, finding));
                }
                if (found.size() >= most || read >= MOST_CHARACTERS) {
                    return candidate.id();
                }
            }
        }
        return end;
    }
}
