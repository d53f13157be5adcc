package dev.ccproxy.data.cache;

import dev.ccproxy.exchange.ExchangeId;

/// The request before another one in its thread.
record Predecessor(ExchangeId id, CacheUse use) {}
