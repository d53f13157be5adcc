package dev.ccproxy.core.running;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.MessageEvents;
import dev.ccproxy.fixtures.upstream.MockUpstream;
import dev.ccproxy.store.StoreException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Told to stop (SIGTERM), a proxy-core finishes what it began, while another takes what comes.
class EndIT {
    private static final Request REQUEST = Request.post("/v1/messages").json("{}");
    private static final Request READY = Request.get("/health/ready").header("user-agent", "us");

    @TempDir Path folder;
    private MockUpstream upstream;

    @BeforeEach
    void startUpstream() {
        upstream = MockUpstream.start();
    }

    @AfterEach
    void stopUpstream() {
        upstream.close();
    }

    private ProxyProcess start() {
        return ProxyProcess.in(folder).upstream(upstream.uri()).start();
    }

    private static Answer stream(int seconds) {
        return Answer.stream()
                .event(MessageEvents.START)
                .events(Collections.nCopies(10 * seconds, MessageEvents.PING), ofMillis(100));
    }

    @Test
    void itEndsWithZeroWhereNothingIsInFlight() {
        try (ProxyProcess proxy = start()) {
            proxy.terminate();
            assertEquals(0, proxy.awaitExit());
        }
    }

    /// Some hundred milliseconds pass between the loading of this class and the first connection.
    @Test
    void itEndsWhereItIsToldToBeforeItHasStarted() {
        try (ProxyProcess proxy =
                ProxyProcess.in(folder)
                        .upstream(upstream.uri())
                        .jvm("-Xlog:class+load:stdout")
                        .launch()) {
            Eventually.see(
                    "it begins",
                    proxy::log,
                    log -> log.contains("quarkus.runner.ApplicationImpl "));
            proxy.terminate();
            assertEquals(0, proxy.awaitExit());
        }
    }

    @Test
    void whoWatchesItIsToldBeforeItTakesNoMoreConnections() {
        upstream.next(stream(10));
        try (ProxyProcess proxy = start();
                RawClient client = proxy.client()) {
            assertEquals(200, proxy.ask(READY).status());
            client.send(REQUEST).awaitText("message_start");

            proxy.terminate();
            Eventually.see("it is stopping", proxy::log, log -> log.contains("told to stop"));

            // It has not asked yet, so it may still send what it has.
            ReceivedAnswer late = proxy.ask(REQUEST);
            assertEquals(200, late.status());
            assertEquals("close", late.header("connection").orElse(""));
            assertEquals(503, proxy.ask(READY).status());
            Eventually.see("it listens no more", () -> refuses(proxy), refused -> refused);
            assertTrue(client.readAnswer().isWhole(), "what was in flight goes on");
            assertEquals(0, proxy.awaitExit());
        }
    }

    private static boolean refuses(ProxyProcess proxy) {
        try (RawClient client = proxy.client()) {
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    @Test
    void whatTakesTooLongIsCutOff() {
        upstream.next(stream(60));
        try (ProxyProcess proxy =
                        ProxyProcess.in(folder)
                                .upstream(upstream.uri())
                                .with("DRAIN_TIMEOUT", "1")
                                .start();
                RawClient client = proxy.client()) {
            client.send(REQUEST).awaitText("message_start");
            proxy.terminate();
            assertFalse(client.readAnswer().isWhole());
            assertEquals(0, proxy.awaitExit());
            assertTrue(proxy.log().contains("1 exchanges are cut off"), proxy.log());
        }
    }

    /// Case 40, and what `make redeploy-core` relies on: two processes, one record.
    @Test
    void aHundredStreamsFinishWhileAnotherTakesOverAndBothRecord() {
        upstream.always(stream(2));
        try (ProxyProcess old = start();
                ProxyProcess young = start();
                RecordView record = RecordView.of(old.database())) {
            List<RawClient> clients = IntStream.range(0, 100).mapToObj(i -> old.client()).toList();
            clients.forEach(client -> client.send(REQUEST).awaitText("message_start"));
            old.terminate();
            List<RawClient> later = IntStream.range(0, 20).mapToObj(i -> young.client()).toList();
            later.forEach(client -> client.send(REQUEST).awaitText("message_start"));

            clients.forEach(client -> assertTrue(client.readAnswer().isWhole()));
            assertEquals(0, old.awaitExit());
            later.forEach(client -> assertTrue(client.readAnswer().isWhole()));

            var ended = record.awaitEnded(120);
            assertEquals(
                    Set.of(new Outcome.Completed()),
                    ended.stream().map(exchange -> exchange.outcome()).collect(Collectors.toSet()));
            assertEquals(120, ended.stream().map(exchange -> exchange.id()).distinct().count());
            clients.forEach(RawClient::close);
            later.forEach(RawClient::close);
        }
    }

    @Test
    void theOtherOnesOpenExchangesAreNotTakenForAbandoned() throws StoreException {
        upstream.next(Answer.stream().event(MessageEvents.START).stall());
        try (ProxyProcess old = start();
                RecordView record = RecordView.of(old.database());
                RawClient client = old.client()) {
            client.send(REQUEST).awaitText("message_start");
            Eventually.see(ofSeconds(5), "it is on record", record::all, all -> all.size() == 1);
            try (ProxyProcess young = start()) {
                young.awaitRecorder("OK");
                assertNull(record.all().getFirst().outcome());
                client.reset();
                assertEquals(new Outcome.ClientAborted(), record.awaitOutcome());
            }
        }
    }
}
