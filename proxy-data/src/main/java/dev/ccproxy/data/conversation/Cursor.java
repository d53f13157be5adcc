package dev.ccproxy.data.conversation;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a page of a list ends: `time.number`.
///
/// @param at microseconds since 1970
/// @param id tells apart what was active at the same time
record Cursor(long at, long id) {
    static final Cursor START = new Cursor(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

    /// @param name the parameter's
    static Cursor parse(String name, @Nullable String text) {
        if (text == null) {
            return START;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ProblemException(
                    Problem.badRequest(name + " is not what a page gave as its next."));
        }
        return new Cursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return at + "." + id;
    }
}
