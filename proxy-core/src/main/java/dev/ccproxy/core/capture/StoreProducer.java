package dev.ccproxy.core.capture;

import dev.ccproxy.store.ExchangeStore;
import dev.ccproxy.store.sqlite.SqliteExchangeStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Chooses the store that exchanges are written to.
final class StoreProducer {
    private StoreProducer() {}

    @Produces
    @Singleton
    static ExchangeStore store(StorageConfig config) {
        return new SqliteExchangeStore(config.dbPath());
    }
}
