package dev.ccproxy.core.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.Event;
import dev.ccproxy.fixtures.upstream.MessageEvents;
import dev.ccproxy.fixtures.upstream.UpstreamConnection;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The upstream hangs up: when, in which way, and under which framing of the answer.
class UpstreamGoneIT {
    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    private static final Request REQUEST = Request.post("/v1/messages?beta=true").json("{}");
    private static final List<Event> BEGINNING = MessageEvents.saying("Hi", "there").subList(0, 4);

    static Stream<Arguments> noAnswers() {
        return Stream.of(
                Arguments.of("reset", Answer.resets()),
                Arguments.of("end", Answer.hangsUp()),
                Arguments.of("half a head", Answer.raw("HTTP/1.1 200 OK\r\ncontent-ty").fin()),
                Arguments.of("reset in a head", Answer.raw("HTTP/1.1 200 OK\r\nc").reset()),
                Arguments.of("not HTTP", Answer.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n").fin()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAnswers")
    void beforeTheAnswersHeadOnANewConnection(String name, Answer answer) {
        proxy.upstream().next(answer);
        assertUnreachableAndSentOnce(proxy.ask(REQUEST), 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAnswers")
    void beforeTheAnswersHeadOnAUsedConnection(String name, Answer answer) {
        try (RawClient client = proxy.client()) {
            client.send(REQUEST).readAnswer();
            proxy.record().awaitOne();
            proxy.record().beginHere();
            proxy.upstream().next(answer);

            assertUnreachableAndSentOnce(client.send(REQUEST).readAnswer(), 2);
        }
    }

    private static void assertUnreachableAndSentOnce(ReceivedAnswer answer, int requests) {
        assertEquals(502, answer.status());
        JsonObject error = new JsonObject(answer.text());
        assertEquals("error", error.getString("type"));
        assertEquals("api_error", error.getJsonObject("error").getString("type"));
        assertFalse(error.getJsonObject("error").getString("message").isBlank());
        Exchange row = proxy.record().awaitOne();
        assertInstanceOf(Outcome.UpstreamUnreachable.class, row.outcome());
        assertEquals("{}", new String(proxy.record().requestBody(row), UTF_8));
        assertEquals(requests, proxy.upstream().requestCount(), "a POST was sent twice");
    }

    static Stream<Arguments> brokenAnswers() {
        return Stream.of(
                Arguments.of("chunked, end", Answer.stream().events(BEGINNING).fin()),
                Arguments.of("chunked, reset", Answer.stream().events(BEGINNING).reset()),
                Arguments.of(
                        "chunked, end in a chunk's size",
                        Answer.stream().events(BEGINNING).wire("1").fin()),
                Arguments.of("length, end", Answer.of(200).length(9999).events(BEGINNING).fin()),
                Arguments.of(
                        "length, reset",
                        Answer.of(200).length(9999).events(BEGINNING).pause(ofMillis(50)).reset()),
                Arguments.of(
                        "until close, reset",
                        Answer.of(200).untilClose().events(BEGINNING).pause(ofMillis(50)).reset()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAnswers")
    void inMidStreamTheClientSeesABrokenAnswer(String name, Answer answer) {
        proxy.upstream().next(answer);

        ReceivedAnswer received = proxy.ask(REQUEST);

        assertEquals(200, received.status());
        assertFalse(received.isWhole(), "a broken answer was given out as a whole one");
        Exchange row = proxy.record().awaitOne();
        assertInstanceOf(Outcome.UpstreamTruncated.class, row.outcome());
        assertArrayEquals(received.body(), proxy.record().responseBody(row));
        assertEquals(1, proxy.upstream().requestCount());
    }

    @Test
    void whatCameBeforeTheBreakReachesTheClientAndTheRecord() {
        CountDownLatch seen = new CountDownLatch(1);
        proxy.upstream().next(Answer.stream().events(BEGINNING).await(seen).reset());
        try (RawClient client = proxy.client()) {
            client.send(REQUEST).awaitText("\"text\":\"Hi\"");
            seen.countDown();

            assertArrayEquals(Joined.bytes(BEGINNING), client.readAnswer().body());
        }
        byte[] recorded = proxy.record().responseBody(proxy.record().awaitOne());
        assertTrue(new String(recorded, UTF_8).contains("\"input_tokens\":25"), "the usage so far");
    }

    @Test
    void anAnswerThatBreaksInMidUploadReachesTheClient() {
        proxy.upstream().next(Answer.of(400).beforeUpload().json("{\"no\":1}").closing());
        try (RawClient client = proxy.client()) {
            client.sendHead(Request.post("/v1/messages").body(new byte[100_000]))
                    .send("some of it");

            assertEquals(400, client.readAnswer().status());
        }
        Exchange row = proxy.record().awaitOne();
        assertEquals(400, RecordView.answer(row).status());
    }

    @Test
    void anErrorEventPassesAndIsToldOnRecord() {
        List<Event> events = List.of(MessageEvents.START, MessageEvents.OVERLOADED);
        proxy.upstream().next(Answer.stream(events));

        ReceivedAnswer answer = proxy.ask(REQUEST);

        assertArrayEquals(Joined.bytes(events), answer.body());
        assertTrue(answer.isWhole());
        assertEquals(new Outcome.UpstreamError("overloaded_error"), proxy.record().awaitOutcome());
    }

    @Test
    void anIdleConnectionThatTheUpstreamEndedIsNotUsed() {
        try (RawClient client = proxy.client()) {
            client.send(REQUEST).readAnswer();
            UpstreamConnection first = proxy.upstream().takeRequest().connection();
            first.finish();
            first.awaitClosedByPeer(ofSeconds(5));

            assertEquals(200, client.send(REQUEST).readAnswer().status());
            assertNotSame(first, proxy.upstream().takeRequest().connection());
        }
        assertEquals(2, proxy.record().awaitEnded(2).size());
    }

    @Test
    void connectionsThatEndAsRequestsComeNeverCauseASecondSend() {
        proxy.upstream().closingIdleConnectionsAfter(ofMillis(1));
        int answered = 0;
        try (RawClient client = proxy.client()) {
            for (int i = 0; i < 200; i++) {
                int status = client.send(REQUEST).readAnswer().status();
                assertTrue(status == 200 || status == 502, "status " + status);
                answered += status == 200 ? 1 : 0;
            }
        }
        assertEquals(answered, proxy.upstream().requestCount());
        assertEquals(200, proxy.record().awaitEnded(200).size());
    }

    @Test
    void anUploadThatBreaksOffIsNotSentAgain() {
        proxy.upstream().next(Answer.resets().beforeUpload());
        try (RawClient client = proxy.client()) {
            client.sendHead(Request.post("/v1/messages").body(new byte[200_000]));
            client.send(new byte[1000]);
            assertEquals(502, client.readAnswer().status());
        }
        assertEquals(1, proxy.upstream().requestCount());
    }
}
