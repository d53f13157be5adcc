package dev.ccproxy.data.cost;

import dev.ccproxy.message.Usage;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model costs.
///
/// @param rates what a token costs
/// @param longContext what tokens of a long request cost, all of them; null where length does not
///   matter
/// @param webSearch what one of the vendor's web searches costs; null where that is not known
/// @param serviceTiers by how much the tiers of service differ, for example `batch` by 0.5
/// @param cacheMinimum the fewest tokens that the cache takes; null where that is not known
public record Price(
        Rates rates,
        @Nullable LongContext longContext,
        @Nullable Money webSearch,
        Map<String, BigDecimal> serviceTiers,
        @Nullable Integer cacheMinimum) {
    /// Other rates for long requests.
    ///
    /// @param above the most tokens that a request may have, cached ones included, to pay the usual
    ///   rates
    public record LongContext(long above, Rates rates) {}

    /// What an answer cost; null where it has something to which no price is known, such as a tier
    /// of service that the list does not name.
    public @Nullable Cost cost(Usage usage) {
        Rates applied = ratesFor(usage);
        if (applied == null || (usage.webSearchRequests() > 0 && webSearch == null)) {
            return null;
        }
        return new Cost(
                applied.input().times(usage.inputTokens()),
                applied.output().times(usage.outputTokens()),
                applied.cacheWrite5m().times(usage.cacheWrite5mInputTokens()),
                applied.cacheWrite1h().times(usage.cacheWrite1hInputTokens()),
                applied.cacheRead().times(usage.cacheReadInputTokens()),
                webSearch == null ? Money.ZERO : webSearch.times(usage.webSearchRequests()));
    }

    /// What the cache changed about that; null where it is unpriced.
    public @Nullable CacheEffect cacheEffect(Usage usage) {
        Rates applied = ratesFor(usage);
        if (applied == null) {
            return null;
        }
        Money input = applied.input();
        Money fiveMinutes = applied.cacheWrite5m().minus(input);
        Money oneHour = applied.cacheWrite1h().minus(input);
        return new CacheEffect(
                input.minus(applied.cacheRead()).times(usage.cacheReadInputTokens()),
                fiveMinutes
                        .times(usage.cacheWrite5mInputTokens())
                        .plus(oneHour.times(usage.cacheWrite1hInputTokens())));
    }

    /// What a token of that answer costs; null where its tier of service has no price.
    public @Nullable Rates ratesFor(Usage usage) {
        String tier = usage.serviceTier();
        BigDecimal factor = tier == null ? BigDecimal.ONE : serviceTiers.get(tier);
        if (factor == null) {
            return null;
        }
        LongContext other = longContext;
        return other != null && usage.totalInputTokens() > other.above()
                ? other.rates().times(factor)
                : rates.times(factor);
    }
}
