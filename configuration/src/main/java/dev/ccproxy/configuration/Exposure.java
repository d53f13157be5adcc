package dev.ccproxy.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// Who reaches the services, which decides what has to be shown to them. Beyond this machine
/// nothing is to be had without a secret.
public final class Exposure {
    private static final int SHORTEST_TOKEN = 16;

    private Exposure() {}

    /// Refuses to show the record to a network without a token.
    ///
    /// @throws ConfigurationException if the record would be reached from elsewhere without one, or
    ///   the token is short enough to be guessed
    public static void checkDashboardToken(Configuration configuration) {
        check(configuration, Setting.DASHBOARD_TOKEN, "read the record");
    }

    /// Refuses to let a network use the keys of the configuration without a token.
    ///
    /// @throws ConfigurationException as [#checkDashboardToken]; not where there are no keys, since
    ///   clients then bring their own
    public static void checkProxyToken(Configuration configuration) {
        boolean holdsKeys =
                configuration.routing().enabled()
                        && configuration.routing().providers().values().stream()
                                .anyMatch(provider -> provider.apiKey().isPresent());
        if (holdsKeys || configuration.value(Setting.PROXY_TOKEN).isPresent()) {
            check(configuration, Setting.PROXY_TOKEN, "use the providers' keys");
        }
    }

    private static void check(Configuration configuration, Setting token, String whatHappens) {
        String variable = token.variables().getFirst();
        Optional<String> secret = configuration.value(token);
        if (secret.isPresent()) {
            if (secret.get().length() < SHORTEST_TOKEN) {
                throw new ConfigurationException(
                        variable + " must have " + SHORTEST_TOKEN + " characters or more");
            }
            return;
        }
        Setting place =
                configuration.value(Setting.PUBLISHED_ADDRESS).isPresent()
                        ? Setting.PUBLISHED_ADDRESS
                        : Setting.SERVER_HOST;
        String host = configuration.value(place).orElse("");
        if (!isLoopback(host)) {
            throw new ConfigurationException(
                    "%s is %s, where others may %s: set %s to a secret of your own, or %s to 127.0.0.1"
                            .formatted(place.key(), host, whatHappens, variable, place.key()));
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
