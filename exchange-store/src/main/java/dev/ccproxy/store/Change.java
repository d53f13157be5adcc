package dev.ccproxy.store;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;

/// What became of an exchange.
public sealed interface Change {
    /// Where this change stands among all: each has a number of its own, and later ones have higher
    /// numbers.
    long revision();

    /// The exchange is new, or more of it is known.
    record Written(long revision, Exchange exchange) implements Change {}

    /// The exchange is on record, but what tells of it is damaged.
    ///
    /// @param problem what is wrong
    record Unreadable(long revision, ExchangeId id, String problem) implements Change {}

    /// The exchange is no longer on record.
    record Deleted(long revision, ExchangeId id) implements Change {}
}
