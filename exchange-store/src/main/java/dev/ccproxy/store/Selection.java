package dev.ccproxy.store;

import dev.ccproxy.exchange.ExchangeId;
import java.time.Instant;

/// Which exchanges to delete.
public sealed interface Selection {
    /// One exchange.
    record One(ExchangeId id) implements Selection {}

    /// All exchanges of one of Claude Code's sessions.
    record Session(String sessionId) implements Selection {}

    /// All exchanges that started in this range.
    ///
    /// @param from the first moment
    /// @param until the first moment that is no longer in it
    record Started(Instant from, Instant until) implements Selection {}

    /// All exchanges that are on record now.
    record Everything() implements Selection {}
}
