package dev.ccproxy.core;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.ConfigurationException;
import dev.ccproxy.configuration.Exposure;
import dev.ccproxy.lifecycle.Termination;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Starts proxy-core, unless its configuration cannot be used.
@QuarkusMain
@Singleton
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
        Termination.means(ProxyCore::end);
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
