package dev.ccproxy.data.exchange;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a list of requests is sorted by.
@Schema(
        enumeration = {"time", "duration", "first_token", "cost", "tokens", "cache_ratio"},
        description =
                """
                What the list is sorted by: `time` of the start; `duration` of the exchange; \
                `first_token` the time to it; `cost`; `tokens` all of them; `cache_ratio` the share \
                of the input that was read from the cache. Sorted by a figure, requests that do \
                not have it are left out\
                """)
enum RequestSort {
    TIME("id"),
    DURATION("duration"),
    FIRST_TOKEN("first_token"),
    COST("cost"),
    TOKENS("tokens"),
    CACHE_RATIO("cache_ratio");

    private final String column;

    RequestSort(String column) {
        this.column = column;
    }

    /// The column of the index's table of exchanges.
    String column() {
        return column;
    }

    static RequestSort named(String name) {
        return Arrays.stream(values())
                .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.badRequest(
                                        "sort is none of time, duration, first_token, cost, tokens"
                                                + " and cache_ratio.")));
    }
}
