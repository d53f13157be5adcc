package dev.ccproxy.data.cost;

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
