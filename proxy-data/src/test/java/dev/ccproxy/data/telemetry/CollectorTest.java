package dev.ccproxy.data.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private final Map<String, byte[]> received = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void startCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    received.put(
                            exchange.getRequestURI().getPath(),
                            exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopCollector() {
        server.stop(0);
    }

    private void tell(Operation operation) {
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        try (Collector collector = new Collector(endpoint)) {
            collector.tell(operation);
        }
    }

    private static Operation operation(@Nullable String error, @Nullable String content) {
        return new Operation(
                "42",
                "claude-sonnet-4-5",
                "claude-sonnet-4-5-20250929",
                "msg_1",
                List.of("end_turn"),
                200,
                error,
                5_952,
                5_600,
                340,
                42,
                "a-session",
                null,
                Instant.parse("2026-11-22T10:00:00Z"),
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Map.of("traceparent", "00-" + TRACE + "-" + PARENT + "-01"),
                content,
                content);
    }

    @Test
    void anOperationIsASpanOfTheClientsTrace() {
        tell(operation(null, null));

        byte[] trace = received.get("/v1/traces");
        String text = new String(trace, ISO_8859_1);
        assertTrue(HexFormat.of().formatHex(trace).contains(TRACE), "the client's trace");
        assertTrue(HexFormat.of().formatHex(trace).contains(PARENT), "the client's span");
        for (String part :
                List.of(
                        "chat claude-sonnet-4-5",
                        "gen_ai.provider.name",
                        "gen_ai.request.model",
                        "claude-sonnet-4-5-20250929",
                        "gen_ai.usage.input_tokens",
                        "gen_ai.usage.output_tokens",
                        "gen_ai.response.finish_reasons",
                        "gen_ai.conversation.id",
                        "a-session",
                        "msg_1")) {
            assertTrue(text.contains(part), part);
        }
        assertFalse(text.contains("gen_ai.input.messages"), "content is off");
        assertFalse(text.contains("error.type"), "nothing went wrong");
    }

    @Test
    void itCountsInTheConventionsHistograms() {
        tell(operation(null, null));

        String text = new String(received.get("/v1/metrics"), ISO_8859_1);
        for (String part :
                List.of(
                        "gen_ai.client.token.usage",
                        "gen_ai.client.operation.duration",
                        "gen_ai.token.type")) {
            assertTrue(text.contains(part), part);
        }
    }

    @Test
    void whatWasSaidGoesAlongWhereThatIsWanted() {
        tell(operation("overloaded_error", "[\"what was said\"]"));

        String text = new String(received.get("/v1/traces"), ISO_8859_1);
        assertTrue(text.contains("what was said"), "content is on");
        assertTrue(text.contains("overloaded_error"), "the error's type");
    }

    @Test
    void aCollectorThatIsNotThereChangesNothing() {
        server.stop(0);
        long started = System.nanoTime();
        tell(operation(null, null));
        assertEquals(Map.of(), received);
        assertTrue(Duration.ofNanos(System.nanoTime() - started).toSeconds() < 15);
    }
}
