package dev.ccproxy.data.search;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a page of hits begins: `below.from.skip`. Hits come in stretches of time, the newest
/// first, and in each of them the best first.
///
/// @param below the stretch has passages below this id only
/// @param from the id that it begins with; 0 where that has yet to be found out
/// @param skip how many of its hits were given before
record SearchCursor(long below, long from, int skip) {
    static final SearchCursor START = new SearchCursor(Long.MAX_VALUE, 0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.(\\d{1,4})");

    static SearchCursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ProblemException(
                    Problem.badRequest("before is not what a page gave as its next."));
        }
        return new SearchCursor(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    @Override
    public String toString() {
        return below + "." + from + "." + skip;
    }
}
