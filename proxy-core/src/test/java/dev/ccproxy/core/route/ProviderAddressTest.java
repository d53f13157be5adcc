package dev.ccproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ccproxy.configuration.Provider;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderAddressTest {
    static Provider provider(Provider.Format format, String baseUrl) {
        return provider(format, baseUrl, new Provider.Breaker(true, 3, Duration.ofHours(1)));
    }

    static Provider provider(Provider.Format format, String baseUrl, Provider.Breaker breaker) {
        return new Provider(
                "fast",
                format,
                Provider.Api.CHAT,
                URI.create(baseUrl),
                Optional.of("sk-ours"),
                "2023-06-01",
                2,
                Duration.ofSeconds(5),
                breaker,
                false,
                Map.of("X-Title", "proxy"),
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com,https://api.openai.com:443/v1/chat/completions",
        "https://api.openai.com/,https://api.openai.com:443/v1/chat/completions",
        "https://api.openai.com/v1,https://api.openai.com:443/v1/chat/completions",
        "http://localhost:11434/v1/,http://localhost:11434/v1/chat/completions",
        "http://localhost,http://localhost:80/v1/chat/completions",
        "https://generativelanguage.googleapis.com/v1beta/openai/,"
                + "https://generativelanguage.googleapis.com:443/v1beta/openai/chat/completions",
        "HTTPS://openrouter.ai/api/v1,https://openrouter.ai:443/api/v1/chat/completions"
    })
    void baseUrlsWithAndWithoutAPath(String baseUrl, String expected) {
        assertEquals(expected, url(provider(Provider.Format.OPENAI, baseUrl), "/v1/messages"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://kin.test,https://kin.test:443/v1/messages/count_tokens",
        "https://kin.test/v1/,https://kin.test:443/v1/messages/count_tokens",
        "https://kin.test/api/anthropic,https://kin.test:443/api/anthropic/v1/messages/count_tokens"
    })
    void addressesOfTheMessagesApi(String baseUrl, String expected) {
        assertEquals(
                expected,
                url(provider(Provider.Format.ANTHROPIC, baseUrl), "/v1/messages/count_tokens"));
    }

    private static String url(Provider provider, String path) {
        RequestOptions options = ProviderAddress.request(provider, path, 2);
        return (Boolean.TRUE.equals(options.isSsl()) ? "https://" : "http://")
                + options.getHost()
                + ":"
                + options.getPort()
                + options.getURI();
    }

    @Test
    void ourCredentialsGoWhereEachApiExpectsThem() {
        RequestOptions openai =
                ProviderAddress.request(
                        provider(Provider.Format.OPENAI, "http://x.test"), "/v1/messages", 2);
        assertEquals("Bearer sk-ours", openai.getHeaders().get("authorization"));
        assertEquals("proxy", openai.getHeaders().get("x-title"));
        assertFalse(openai.getHeaders().toString().contains("anthropic"));
        RequestOptions kin =
                ProviderAddress.request(
                        provider(Provider.Format.ANTHROPIC, "http://x.test"), "/v1/messages", 2);
        assertEquals("sk-ours", kin.getHeaders().get("x-api-key"));
        assertEquals("2023-06-01", kin.getHeaders().get("anthropic-version"));
        assertFalse(kin.getHeaders().contains("authorization"));
    }
}
