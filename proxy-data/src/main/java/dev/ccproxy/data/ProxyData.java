package dev.ccproxy.data;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.ConfigurationException;
import dev.ccproxy.configuration.Exposure;
import dev.ccproxy.configuration.Table;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.lifecycle.Termination;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/// Starts proxy-data, unless its configuration cannot be used.
@QuarkusMain
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
        Termination.means(() -> Quarkus.asyncExit(0));
        Quarkus.run(arguments);
    }
}
