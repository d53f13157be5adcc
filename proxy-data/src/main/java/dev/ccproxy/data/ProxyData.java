package dev.ccproxy.data;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.ConfigurationException;
import dev.ccproxy.configuration.Exposure;
import dev.ccproxy.configuration.Table;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.lifecycle.Termination;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Starts proxy-data, unless its configuration cannot be used.
@QuarkusMain
@Singleton
public final class ProxyData {
    private static final int UNUSABLE_CONFIGURATION = 2;

    private ProxyData() {}

    /// Takes no arguments: everything is set in `config.yaml` and the environment.
    public static void main(String... arguments) {
        try {
            Configuration configuration = Configuration.load(System.getenv());
            Exposure.checkDashboardToken(configuration);
            Prices.with(configuration.rows(Table.PRICES));
        } catch (ConfigurationException e) {
            System.err.println("proxy-data: " + e.getMessage());
            System.exit(UNUSABLE_CONFIGURATION);
        }
        Termination.means(ProxyData::end);
        Quarkus.run(arguments);
    }

    /// Quarkus forgets as it starts that it was told to end before.
    static void started(@Observes StartupEvent event) {
        if (Termination.hasCome()) {
            end();
        }
    }

    private static void end() {
        Quarkus.asyncExit(0);
    }
}
