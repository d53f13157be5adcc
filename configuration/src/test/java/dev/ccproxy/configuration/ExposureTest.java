package dev.ccproxy.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
    private static final String TOKEN = "sixteen-letters!";

    private static final Map<String, String> WITH_KEYS =
            Map.of(
                    "SUBAGENT_MAPPINGS",
                    "helper:gpt-4o",
                    "OPENAI_API_KEY",
                    "a key",
                    "SUBAGENTS_ENABLE",
                    "true");

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
    void theRecordIsNotShownBeyondLoopbackWithoutAToken(String host) {
        assertEquals(
                "server.host is "
                        + host
                        + ", where others may read the record: set DASHBOARD_TOKEN to a secret of"
                        + " your own, or server.host to 127.0.0.1",
                refusal(Exposure::checkDashboardToken, Map.of("BIND_ADDRESS", host)));
        Exposure.checkDashboardToken(
                Configuration.load(Map.of("BIND_ADDRESS", host, "DASHBOARD_TOKEN", TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "127.0.0.9", "localhost"})
    void loopbackNeedsNone(String host) {
        Configuration configuration = Configuration.load(with("BIND_ADDRESS", host));
        Exposure.checkDashboardToken(configuration);
        Exposure.checkProxyToken(configuration);
    }

    @Test
    void whatIsPublishedCountsWhereItIsNotWhatAServiceListensOn() {
        Map<String, String> container =
                Map.of("BIND_ADDRESS", "0.0.0.0", "PUBLISHED_ADDRESS", "127.0.0.1");
        Exposure.checkDashboardToken(Configuration.load(container));
        assertTrue(
                refusal(Exposure::checkDashboardToken, Map.of("PUBLISHED_ADDRESS", "0.0.0.0"))
                        .startsWith("server.published_address is 0.0.0.0"));
    }

    @Test
    void keysAreNotLentBeyondLoopbackWithoutAToken() {
        assertEquals(
                "server.host is 0.0.0.0, where others may use the providers' keys: set PROXY_TOKEN"
                        + " to a secret of your own, or server.host to 127.0.0.1",
                refusal(Exposure::checkProxyToken, with("BIND_ADDRESS", "0.0.0.0")));
        Map<String, String> secured = new HashMap<>(with("BIND_ADDRESS", "0.0.0.0"));
        secured.put("PROXY_TOKEN", TOKEN);
        Exposure.checkProxyToken(Configuration.load(secured));
        Exposure.checkProxyToken(Configuration.load(Map.of("BIND_ADDRESS", "0.0.0.0")));
    }

    @Test
    void aTokenThatCanBeGuessedIsNone() {
        assertEquals(
                "DASHBOARD_TOKEN must have 16 characters or more",
                refusal(
                        Exposure::checkDashboardToken,
                        Map.of("DASHBOARD_TOKEN", TOKEN.substring(1))));
        assertEquals(
                "PROXY_TOKEN must have 16 characters or more",
                refusal(Exposure::checkProxyToken, Map.of("PROXY_TOKEN", TOKEN.substring(1))));
    }

    private static Map<String, String> with(String variable, String value) {
        Map<String, String> environment = new HashMap<>(WITH_KEYS);
        environment.put(variable, value);
        return environment;
    }

    private static String refusal(Consumer<Configuration> check, Map<String, String> environment) {
        Configuration configuration = Configuration.load(environment);
        return String.valueOf(
                assertThrows(ConfigurationException.class, () -> check.accept(configuration))
                        .getMessage());
    }
}
