package dev.ccproxy.core;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.ConfigurationException;
import dev.ccproxy.configuration.Exposure;
import dev.ccproxy.lifecycle.Termination;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jboss.logging.Logger;

/// Starts proxy-core, unless its configuration cannot be used.
@QuarkusMain
public final class ProxyCore {
    private static final int UNUSABLE_CONFIGURATION = 2;

    private ProxyCore() {}

    public static void main(String... arguments) {
        try {
            Configuration configuration = Configuration.load(System.getenv());
            Exposure.checkProxyToken(configuration);
            Logger.getLogger(ProxyCore.class).infof("configuration:%n%s", configuration.describe());
        } catch (ConfigurationException e) {
            System.err.println("proxy-core: " + e.getMessage());
            System.exit(UNUSABLE_CONFIGURATION);
        }
        Termination.means(() -> Quarkus.asyncExit(0));
        Quarkus.run(arguments);
    }
}
