package dev.ccproxy.data.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ccproxy.data.conversation.Spending;
import dev.ccproxy.data.conversation.Tokens;
import dev.ccproxy.data.cost.CacheEffect;
import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.index.RowReader;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What requests took.
@Schema(name = "UsageFigures", description = "What requests took")
record Usage(
        @Schema(description = "Requests that have ended, retries and side requests included")
                long requests,
        @Schema(
                        description =
                                "Those of them with a status of 400 or more, with an error in the"
                                        + " stream, or whose connection broke; those that the"
                                        + " client gave up do not count")
                long failedRequests,
        Tokens tokens,
        Spending spending,
        @Schema(description = "What the cache changed about the cost of those that have a price")
                CacheEffect cacheEffect,
        @Schema(
                        description =
                                "Tokens that the request before in the same conversation had left"
                                        + " in the cache and that were not read from it")
                long lostTokens,
        @Schema(description = "USD that the lost tokens cost above the price of reading them")
                Money missCost) {
    static final Usage NONE =
            new Usage(
                    0,
                    0,
                    new Tokens(0, 0, 0, 0, 0),
                    Spending.NONE,
                    CacheEffect.NONE,
                    0,
                    Money.ZERO);

    /// The columns that [#read] takes, of many rows.
    static final String SUMS =
            "coalesce(sum(requests), 0), coalesce(sum(failed), 0), "
                    + Tokens.SUMS
                    + ", "
                    + Spending.SUMS
                    + ", coalesce(sum(cache_saved), 0), coalesce(sum(cache_surcharge), 0),"
                    + " coalesce(sum(lost), 0), coalesce(sum(cache_missed), 0)";

    static Usage read(RowReader row) {
        return new Usage(
                row.number(),
                row.number(),
                Tokens.read(row),
                Spending.read(row),
                new CacheEffect(new Money(row.number()), new Money(row.number())),
                row.number(),
                new Money(row.number()));
    }

    /// How much of the input came from the cache.
    @JsonProperty
    @Schema(
            description =
                    "Tokens read from the cache divided by all tokens of input, 0 to 1; null where"
                            + " there was no input",
            examples = "0.93",
            nullable = true)
    public @Nullable Double cacheHitRatio() {
        long input =
                tokens.input() + tokens.cacheRead() + tokens.cacheWrite5m() + tokens.cacheWrite1h();
        return input == 0 ? null : tokens.cacheRead() / (double) input;
    }

    /// Both together.
    Usage plus(Usage other) {
        return new Usage(
                requests + other.requests,
                failedRequests + other.failedRequests,
                tokens.plus(other.tokens),
                spending.plus(other.spending),
                cacheEffect.plus(other.cacheEffect),
                lostTokens + other.lostTokens,
                missCost.plus(other.missCost));
    }
}
