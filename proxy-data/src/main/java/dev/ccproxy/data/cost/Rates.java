package dev.ccproxy.data.cost;

import dev.ccproxy.message.Usage;
import java.math.BigDecimal;

/// What one token costs.
///
/// @param input neither read from the cache nor written into it
/// @param output written by the model, thinking included
/// @param cacheWrite5m written into the cache for five minutes
/// @param cacheWrite1h written into the cache for an hour
/// @param cacheRead read from the cache
public record Rates(
        Money input, Money output, Money cacheWrite5m, Money cacheWrite1h, Money cacheRead) {
    /// What tokens cost above the price of reading them that could have been read from the cache
    /// and were not. They are taken to be among those that were written, for an hour first, and
    /// then among those that were not cached at all.
    ///
    /// @param lost how many they are
    public Money missCost(long lost, Usage usage) {
        long oneHour = Math.min(lost, usage.cacheWrite1hInputTokens());
        long fiveMinutes = Math.min(lost - oneHour, usage.cacheWrite5mInputTokens());
        long plain = Math.min(lost - oneHour - fiveMinutes, usage.inputTokens());
        return cacheWrite1h
                .minus(cacheRead)
                .times(oneHour)
                .plus(cacheWrite5m.minus(cacheRead).times(fiveMinutes))
                .plus(input.minus(cacheRead).times(plain));
    }

    /// The same by a factor.
    Rates times(BigDecimal factor) {
        return factor.compareTo(BigDecimal.ONE) == 0
                ? this
                : new Rates(
                        input.times(factor),
                        output.times(factor),
                        cacheWrite5m.times(factor),
                        cacheWrite1h.times(factor),
                        cacheRead.times(factor));
    }
}
