package dev.ccproxy.data.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    @Test
    void readsWhatIsLeftOfALimit() {
        assertEquals(
                List.of(
                        new RateLimit(
                                "input-tokens",
                                0.75,
                                500_000L,
                                2_000_000L,
                                Instant.parse("2026-11-22T10:00:30Z"),
                                null)),
                limits(
                        "Anthropic-RateLimit-Input-Tokens-Limit: 2000000",
                        "anthropic-ratelimit-input-tokens-remaining: 500000",
                        "anthropic-ratelimit-input-tokens-reset: 2026-11-22T10:00:30Z"));
    }

    @Test
    void readsTheShareOfASubscription() {
        assertEquals(
                List.of(
                        new RateLimit(
                                "unified",
                                null,
                                null,
                                null,
                                Instant.ofEpochSecond(1_795_341_600),
                                "allowed_warning"),
                        new RateLimit(
                                "unified-5h",
                                0.42,
                                null,
                                null,
                                Instant.ofEpochSecond(1_795_341_600),
                                "allowed"),
                        new RateLimit("unified-7d", 1.03, null, null, null, null)),
                limits(
                        "anthropic-ratelimit-unified-status: allowed_warning",
                        "anthropic-ratelimit-unified-reset: 1795341600",
                        "anthropic-ratelimit-unified-representative-claim: five_hour",
                        "anthropic-ratelimit-unified-5h-status: allowed",
                        "anthropic-ratelimit-unified-5h-utilization: 0.42",
                        "anthropic-ratelimit-unified-5h-reset: 1795341600",
                        "anthropic-ratelimit-unified-7d-utilization: 1.03"));
    }

    @Test
    void makesNothingOfWhatItCannotRead() {
        assertEquals(
                List.of(new RateLimit("requests", null, null, null, null, null)),
                limits(
                        "anthropic-ratelimit-requests-limit: many",
                        "anthropic-ratelimit-requests-remaining: -1",
                        "anthropic-ratelimit-requests-reset: soon",
                        "anthropic-ratelimit-requests-utilization: NaN",
                        "anthropic-ratelimit-limit: 5",
                        "x-ratelimit-requests-limit: 5"));
    }

    @Test
    void takesAFewLimitsOnly() {
        String[] lines =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "anthropic-ratelimit-l" + i + "-limit: 1")
                        .toArray(String[]::new);

        assertEquals(30, limits(lines).size());
    }

    private static List<RateLimit> limits(String... lines) {
        return RateLimit.of(
                new Headers(
                        List.of(lines).stream()
                                .map(line -> line.split(": ", 2))
                                .map(parts -> new Header(parts[0], parts[1]))
                                .toList()));
    }
}
