package dev.ccproxy.core.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.configuration.Setting;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.MessageEvents;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Someone is silent: the same as in production, with seconds in place of minutes.
class TimeoutIT {
    private static final Duration LIMIT = ofSeconds(2);

    @RegisterExtension
    static final RunningProxy proxy =
            new RunningProxy()
                    .with("READ_TIMEOUT", "2")
                    .with("WRITE_TIMEOUT", "2")
                    .with("IDLE_TIMEOUT", "2");

    private static final Request REQUEST = Request.post("/v1/messages").json("{}");

    @ParameterizedTest
    @EnumSource(names = {"READ_TIMEOUT", "WRITE_TIMEOUT", "IDLE_TIMEOUT"})
    void noDefaultIsShorterThanTheClientsOwn(Setting setting) {
        int clientWaitsForHead = 360;
        int seconds = Integer.parseInt(setting.defaultValue().orElseThrow());
        assertTrue(seconds > clientWaitsForHead, setting + " is " + seconds + " s");
    }

    @Test
    void aSlowFirstByteIsWaitedFor() {
        proxy.upstream().next(Answer.of(200).after(LIMIT.minusMillis(600)).json("{}"));
        assertEquals(200, proxy.ask(REQUEST).status());
    }

    @Test
    void pingsKeepAStreamAliveForAnyTime() {
        proxy.upstream()
                .next(
                        Answer.stream()
                                .events(Collections.nCopies(6, MessageEvents.PING), ofMillis(700)));

        ReceivedAnswer answer = proxy.ask(REQUEST);

        assertEquals(6, answer.pieces().size());
        assertTrue(answer.isWhole());
    }

    @Test
    void anUpstreamThatNeverAnswersIsGivenUp() {
        proxy.upstream().next(Answer.never());

        long asked = System.nanoTime();
        ReceivedAnswer answer = proxy.ask(REQUEST);

        assertEquals(504, answer.status());
        assertTrue(answer.text().contains("\"timeout_error\""), answer.text());
        assertTrue(System.nanoTime() - asked >= LIMIT.toNanos(), "given up too early");
        proxy.upstream().takeRequest().awaitClosedByPeer(ofSeconds(5));
        assertInstanceOf(Outcome.UpstreamUnreachable.class, proxy.record().awaitOutcome());
    }

    @Test
    void anUpstreamThatFallsSilentInMidStreamIsGivenUp() {
        proxy.upstream().next(Answer.stream().event(MessageEvents.START).stall());

        long asked = System.nanoTime();
        ReceivedAnswer answer = proxy.ask(REQUEST);

        assertFalse(answer.isWhole());
        assertTrue(System.nanoTime() - asked >= LIMIT.toNanos(), "given up too early");
        assertInstanceOf(Outcome.UpstreamTruncated.class, proxy.record().awaitOutcome());
    }

    @Test
    void aClientThatReadsNothingIsGivenUp() {
        byte[] block = new byte[64 << 10];
        proxy.upstream().next(Answer.of(200).sendTimes(800, block));
        try (RawClient client =
                RawClient.connectWithReceiveBuffer(proxy.process().port(), 256 << 10)) {
            client.send(REQUEST);
            proxy.upstream().takeRequest().awaitClosedByPeer(ofSeconds(10));
            assertEquals(new Outcome.ClientAborted(), proxy.record().awaitOutcome());
        }
    }

    @Test
    void aHeadThatComesByteByByteIsGivenUp() throws InterruptedException {
        long begun = System.nanoTime();
        try (RawClient client = proxy.client()) {
            client.send("POST /v1/messages HTTP/1.1\r\nx-slow: ");
            Thread sender = Thread.ofVirtual().start(() -> trickleUntilClosed(client));

            client.awaitClosed();

            assertTrue(System.nanoTime() - begun >= LIMIT.toNanos(), "given up too early");
            sender.join();
        }
        assertEquals(0, proxy.upstream().requestCount());
    }

    private static void trickleUntilClosed(RawClient client) {
        assertThrows(
                UncheckedIOException.class,
                () -> client.trickle("a".repeat(1_000).getBytes(UTF_8), ofMillis(100)));
    }

    @Test
    void anIdleClientConnectionIsEnded() {
        try (RawClient client = proxy.client()) {
            client.send(REQUEST).readAnswer();
            client.awaitClosed();
        }
    }

    @Test
    void aConnectionOnWhichNothingEverComesIsEnded() {
        try (RawClient client = proxy.client()) {
            client.awaitClosed();
        }
    }
}
