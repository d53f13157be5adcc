package dev.ccproxy.core.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.Event;
import dev.ccproxy.fixtures.upstream.MessageEvents;
import dev.ccproxy.fixtures.upstream.SeenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The client hangs up: when, in which way, and under which framing of the answer.
class ClientGoneIT {
    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    private static final Request REQUEST = Request.post("/v1/messages?beta=true").json("{}");

    private static final Duration SOON = ofSeconds(1);

    /// How a client leaves. One that closes cannot be told from one that still listens, unless it
    /// had more to send or something is sent to it.
    enum Leaving {
        RESET,
        CLOSE;

        void leave(RawClient client) {
            switch (this) {
                case RESET -> client.reset();
                case CLOSE -> client.close();
            }
        }
    }

    @AfterEach
    void nothingOfThisIsAnError() {
        assertFalse(proxy.process().log().contains(" ERROR "), proxy.process().log());
    }

    @Test
    void beforeTheAnswersHead() {
        proxy.upstream().next(Answer.never());
        RawClient client = proxy.client().send(REQUEST);
        SeenRequest seen = proxy.upstream().takeRequest();

        client.reset();

        seen.awaitClosedByPeer(SOON);
        Exchange row = proxy.record().awaitOne();
        assertEquals(new Outcome.ClientAborted(), row.outcome());
        assertNull(row.response());
        assertEquals("{}", new String(proxy.record().requestBody(row), UTF_8));
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of("chunked", Answer.stream()),
                Arguments.of("length", Answer.of(200).length(9999)),
                Arguments.of("close", Answer.of(200).untilClose()));
    }

    @ParameterizedTest(name = "in an answer framed by {0}")
    @MethodSource("streams")
    void inMidStream(String framing, Answer answer) {
        List<Event> three = MessageEvents.saying("Hi").subList(0, 3);
        proxy.upstream().next(answer.events(three).stall());
        RawClient client = proxy.client().send(REQUEST).awaitText("\"ping\"");
        SeenRequest seen = proxy.upstream().takeRequest();

        client.reset();

        seen.awaitClosedByPeer(SOON);
        Exchange row = proxy.record().awaitOne();
        assertEquals(new Outcome.ClientAborted(), row.outcome());
        assertArrayEquals(Joined.bytes(three), proxy.record().responseBody(row));
    }

    @ParameterizedTest
    @EnumSource
    void whileTheUpstreamKeepsSending(Leaving leaving) {
        List<Event> many = java.util.Collections.nCopies(2_000, MessageEvents.PING);
        proxy.upstream().next(Answer.stream().events(many, ofMillis(5)));
        RawClient client = proxy.client().send(REQUEST).awaitText("\"ping\"");
        SeenRequest seen = proxy.upstream().takeRequest();

        leaving.leave(client);

        seen.awaitClosedByPeer(SOON);
        assertEquals(new Outcome.ClientAborted(), proxy.record().awaitOutcome());
    }

    @ParameterizedTest
    @EnumSource
    void inMidUpload(Leaving leaving) {
        RawClient client =
                proxy.client()
                        .sendHead(Request.post("/v1/messages").body(new byte[1000]))
                        .send("only this");
        SeenRequest seen = proxy.upstream().takeRequest();
        Eventually.see("the bytes reach the upstream", seen::bodySize, size -> size == 9);

        leaving.leave(client);

        seen.awaitClosedByPeer(SOON);
        assertFalse(seen.isComplete());
        Exchange row = proxy.record().awaitOne();
        assertEquals(new Outcome.ClientAborted(), row.outcome());
        assertEquals(9, row.requestBody().size());
    }

    @Test
    void inMidChunkOfAnUpload() {
        RawClient client =
                proxy.client()
                        .send("POST /v1/messages HTTP/1.1\r\nhost: x\r\n")
                        .send("transfer-encoding: chunked\r\n\r\n5\r\nwhole\r\n10\r\npart");
        SeenRequest seen = proxy.upstream().takeRequest();

        client.reset();

        seen.awaitClosedByPeer(SOON);
        assertFalse(seen.isComplete());
        assertEquals(new Outcome.ClientAborted(), proxy.record().awaitOutcome());
    }

    @Test
    void inMidHeadLeavesNoTrace() {
        proxy.client().send("POST /v1/messages HTT").reset();

        proxy.ask(REQUEST);

        assertEquals("/v1/messages", proxy.record().awaitOne().request().path());
        assertEquals(1, proxy.upstream().requestCount());
    }

    @Test
    void halfClosedItStillGetsTheWholeAnswer() {
        List<Event> events = MessageEvents.saying("still", " ", "here");
        proxy.upstream().next(Answer.stream().after(ofMillis(200)).events(events, ofMillis(50)));
        try (RawClient client = proxy.client()) {
            client.send(REQUEST).finish();

            ReceivedAnswer answer = client.readAnswer();

            assertArrayEquals(Joined.bytes(events), answer.body());
            assertTrue(answer.isWhole());
        }
        assertEquals(new Outcome.Completed(), proxy.record().awaitOutcome());
    }

    @Test
    void halfClosedForLongItStillGetsTheWholeAnswer() {
        proxy.upstream().next(Answer.of(200).after(ofSeconds(4)).json("{\"late\":1}"));
        try (RawClient client = proxy.client()) {
            assertEquals("{\"late\":1}", client.send(REQUEST).finish().readAnswer().text());
        }
    }

    /// The project's own gateway says so with each request.
    @Test
    void behindAGatewayThatClosesNoSideAloneItIsGoneOnceItCloses() {
        proxy.upstream().next(Answer.never());
        RawClient gateway =
                proxy.client()
                        .send(Request.get("/v1/models").header("CCProxy-Close-Means-Gone", "yes"));
        SeenRequest seen = proxy.upstream().takeRequest();

        gateway.close();

        seen.awaitClosedByPeer(SOON);
        Exchange row = proxy.record().awaitOne();
        assertEquals(new Outcome.ClientAborted(), row.outcome());
        assertFalse(
                seen.fields().stream()
                        .anyMatch(field ->
                                field.name().toLowerCase(Locale.ROOT).contains("ccproxy")));
        assertTrue(row.request().headers().first("ccproxy-close-means-gone").isEmpty());
    }

    @Test
    void betweenRequestsItLeavesNoRow() {
        try (RawClient client = proxy.client()) {
            client.send(REQUEST).readAnswer();
        }
        proxy.ask(REQUEST);
        assertEquals(2, proxy.record().awaitEnded(2).size());
    }
}
