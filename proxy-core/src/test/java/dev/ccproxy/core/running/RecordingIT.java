package dev.ccproxy.core.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.Timings;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.Event;
import dev.ccproxy.fixtures.upstream.MessageEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What crossed the proxy is on record: all of it, once, and soon.
class RecordingIT {
    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    private static final Request REQUEST = Request.post("/v1/messages?beta=true").json("{}");

    @Test
    void tellsWhoAskedWhatAndWhen() {
        Instant before = Instant.now();
        proxy.upstream().next(Answer.stream().events(MessageEvents.saying("Hi"), ofMillis(20)));
        proxy.ask(
                Request.post("/v1/messages?beta=true")
                        .header("x-claude-code-session-id", "session-1")
                        .header("X-Claude-Code-Agent-Id", "agent-2")
                        .header("x-claude-code-parent-agent-id", "agent-1")
                        .header("x-claude-code-request-class", "subagent")
                        .json("{\"max_tokens\":1,\"model\":\"claude-sonnet-4-5\"}"));

        Exchange row = proxy.record().awaitOne();
        assertEquals(new Caller("session-1", "agent-2", "agent-1", "subagent"), row.caller());
        assertEquals("claude-sonnet-4-5", row.model());
        assertTrue(
                !row.started().isBefore(before.minusMillis(1))
                        && row.started().isBefore(Instant.now()));
        Timings timings = row.timings();
        Duration toFirstByte = requireNonNull(timings.timeToFirstByte());
        Duration toFirstToken = requireNonNull(timings.timeToFirstToken());
        assertTrue(toFirstByte.compareTo(toFirstToken) < 0, timings.toString());
        assertTrue(toFirstToken.compareTo(ofMillis(60)) >= 0, "after three events: " + timings);
        assertTrue(
                requireNonNull(timings.duration()).compareTo(ofMillis(120)) >= 0,
                timings.toString());
    }

    @Test
    void rowsEqualResponses() {
        int clients = 20;
        int each = 500;
        proxy.upstream().always(seen -> Answer.of(200).json("\"" + seen.target() + "\""));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                int first = client * each;
                threads.execute(() -> askInTurn(first, each));
            }
        }

        List<Exchange> rows = proxy.record().awaitEnded(clients * each);

        assertEquals((long) clients * each, proxy.upstream().requestCount());
        assertEquals(
                IntStream.range(0, clients * each).mapToObj(n -> "n=" + n).collect(toSet()),
                rows.stream().map(row -> row.request().query()).collect(toSet()));
        assertEquals(
                Set.of(new Outcome.Completed()),
                rows.stream().map(Exchange::outcome).collect(toSet()));
        for (int i = 0; i < rows.size(); i += 97) {
            String query = rows.get(i).request().query();
            assertEquals(
                    "\"/v1/messages?" + query + "\"",
                    new String(proxy.record().responseBody(rows.get(i)), UTF_8));
            assertEquals(
                    "{\"" + query + "\":1}",
                    new String(proxy.record().requestBody(rows.get(i)), UTF_8));
        }
        assertEquals(0, proxy.process().metric("ccproxy_records_dropped_total"));
    }

    private static void askInTurn(int first, int count) {
        try (RawClient client = proxy.client()) {
            for (int n = first; n < first + count; n++) {
                client.send(Request.post("/v1/messages?n=" + n).json("{\"n=" + n + "\":1}"));
                assertEquals("\"/v1/messages?n=" + n + "\"", client.readAnswer().text());
            }
        }
    }

    @Test
    void aRequestIsOnRecordBeforeItsAnswerBegins() {
        CountDownLatch seen = new CountDownLatch(1);
        proxy.upstream().next(Answer.of(200).after(seen).json("{}"));
        try (RawClient client = proxy.client().send(REQUEST)) {
            Exchange row =
                    Eventually.see(
                                    "the request",
                                    () -> proxy.record().all(),
                                    all -> all.size() == 1)
                            .getFirst();
            assertNull(row.outcome());
            assertNull(row.response());
            assertEquals("{}", new String(proxy.record().requestBody(row), UTF_8));
            seen.countDown();
            client.readAnswer();
        }
        assertEquals(new Outcome.Completed(), proxy.record().awaitOutcome());
    }

    @Test
    void aStreamIsOnRecordAQuarterOfASecondAfterItsBytesCame() {
        List<Event> beginning = MessageEvents.saying("Hi").subList(0, 4);
        CountDownLatch seen = new CountDownLatch(1);
        proxy.upstream()
                .next(Answer.stream().events(beginning).await(seen).event(MessageEvents.STOP));
        try (RawClient client = proxy.client().send(REQUEST).awaitText("\"Hi\"")) {
            Exchange row =
                    Eventually.see(
                                    ofMillis(250),
                                    "the stream so far",
                                    () -> proxy.record().all(),
                                    all ->
                                            all.size() == 1
                                                    && all.getFirst().responseBody().size()
                                                            == Joined.bytes(beginning).length)
                            .getFirst();
            assertNull(row.outcome());
            assertNotNull(row.response());
            assertArrayEquals(Joined.bytes(beginning), proxy.record().responseBody(row));
            seen.countDown();
            client.readAnswer();
        }
        assertEquals(new Outcome.Completed(), proxy.record().awaitOutcome());
    }

    @Test
    void whatIsRefusedIsOnRecord() {
        try (RawClient client = proxy.client()) {
            client.sendHead(Request.post("/v1/messages").header("content-length", "99999999"));
            client.readAnswer();
        }
        Exchange row = proxy.record().awaitOne();
        assertInstanceOf(Outcome.Rejected.class, row.outcome());
        assertEquals(413, RecordView.answer(row).status());
        assertTrue(
                new String(proxy.record().responseBody(row), UTF_8).contains("request_too_large"));
    }

    @Test
    void metricsCountWhatEnded() {
        double before = proxy.process().metric("ccproxy_exchanges_total");
        proxy.ask(REQUEST);
        proxy.ask(REQUEST);
        proxy.record().awaitEnded(2);
        assertEquals(before + 2, proxy.process().metric("ccproxy_exchanges_total"));
    }
}
