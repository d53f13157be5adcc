package dev.ccproxy.data.cost;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.Table;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Hands out the prices that hold with the configuration of this process.
final class PricesProducer {
    private PricesProducer() {}

    @Produces
    @Singleton
    static Prices prices() {
        return Prices.with(Configuration.load(System.getenv()).rows(Table.PRICES));
    }
}
