package dev.ccproxy.data.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    private static final String TOKEN = "sixteen-letters!";

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
    void nothingListensBeyondLoopbackWithoutAToken(String host) {
        assertEquals(
                "server.host is "
                        + host
                        + ", which others reach: set DASHBOARD_TOKEN to a secret of your own, or"
                        + " server.host to 127.0.0.1",
                refusal(Map.of("BIND_ADDRESS", host)));
        assertDoesNotThrow(() -> check(Map.of("BIND_ADDRESS", host, "DASHBOARD_TOKEN", TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "127.0.0.9", "localhost"})
    void loopbackNeedsNone(String host) {
        assertDoesNotThrow(() -> check(Map.of("BIND_ADDRESS", host, "GATEWAY_HOST", host)));
    }

    @Test
    void aGatewayInFrontCountsToo() {
        assertEquals(
                "GATEWAY_HOST is 0.0.0.0, which others reach: set DASHBOARD_TOKEN to a secret of"
                        + " your own, or GATEWAY_HOST to 127.0.0.1",
                refusal(Map.of("GATEWAY_HOST", "0.0.0.0", "BEHIND_GATEWAY", "true")));
        assertDoesNotThrow(
                () -> check(Map.of("BIND_ADDRESS", "0.0.0.0", "BEHIND_GATEWAY", "true")));
    }

    @Test
    void aTokenThatCanBeGuessedIsNone() {
        assertEquals(
                "DASHBOARD_TOKEN must have 16 characters or more",
                refusal(Map.of("DASHBOARD_TOKEN", TOKEN.substring(1))));
    }

    private static String refusal(Map<String, String> environment) {
        return String.valueOf(
                assertThrows(ConfigurationException.class, () -> check(environment)).getMessage());
    }

    private static void check(Map<String, String> environment) {
        ListenAddress.check(Configuration.load(environment), environment);
    }
}
