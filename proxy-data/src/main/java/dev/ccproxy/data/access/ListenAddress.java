package dev.ccproxy.data.access;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.ConfigurationException;
import dev.ccproxy.configuration.Setting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/// Where this service listens, which decides whether a token is needed.
public final class ListenAddress {
    private static final int SHORTEST_TOKEN = 16;

    private ListenAddress() {}

    /// Refuses to show the record to a network without a token.
    ///
    /// @param environment in which `GATEWAY_HOST` tells where the gateway in front listens
    /// @throws ConfigurationException if the record would be reached from elsewhere without one, or
    ///   the token is short enough to be guessed
    public static void check(Configuration configuration, Map<String, String> environment) {
        Optional<String> token = configuration.value(Setting.DASHBOARD_TOKEN);
        if (token.isPresent()) {
            if (token.get().length() < SHORTEST_TOKEN) {
                throw new ConfigurationException(
                        "DASHBOARD_TOKEN must have " + SHORTEST_TOKEN + " characters or more");
            }
            return;
        }
        boolean behindGateway = flag(configuration, Setting.BEHIND_GATEWAY);
        if (!behindGateway) {
            checkLoopback("server.host", configuration.value(Setting.SERVER_HOST).orElse(""));
        }
        checkLoopback("GATEWAY_HOST", environment.getOrDefault("GATEWAY_HOST", ""));
    }

    private static boolean flag(Configuration configuration, Setting setting) {
        return configuration.value(setting).map(Boolean::parseBoolean).orElse(false);
    }

    private static void checkLoopback(String name, String host) {
        if (!host.isEmpty() && !isLoopback(host)) {
            throw new ConfigurationException(
                    name
                            + " is "
                            + host
                            + ", which others reach: set DASHBOARD_TOKEN to a secret of your own,"
                            + " or "
                            + name
                            + " to 127.0.0.1");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
