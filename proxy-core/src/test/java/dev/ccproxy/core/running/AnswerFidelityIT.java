package dev.ccproxy.core.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.Event;
import dev.ccproxy.fixtures.upstream.MessageEvents;
import dev.ccproxy.fixtures.wire.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Neither side can tell that the proxy is there: answers.
class AnswerFidelityIT {
    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    private static final Request REQUEST = Request.post("/v1/messages?beta=true").json("{}");
    private static final String EVENTS =
            """
            event: message_start
            data: {"type":"message_start"}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 401, 403, 404, 413, 429, 500, 503, 529})
    void answersPassUnchanged(int status) {
        String body =
                "{ \"type\":\"error\", \"error\":{\"type\":\"\\u0078\", \"message\":\"w\u00f6rds\"}}\n";
        proxy.upstream()
                .next(
                        Answer.of(status, "As It Likes")
                                .header("Retry-After", "7")
                                .header("x-should-retry", "true")
                                .header("request-id", "req_011")
                                .header("anthropic-ratelimit-tokens-remaining", "0")
                                .header("date", "Sun, 06 Nov 1994 08:49:37 GMT")
                                .header("x-twice", "b")
                                .header("X-Twice", "a")
                                .json(body));

        ReceivedAnswer answer = proxy.ask(REQUEST);

        String head =
                "HTTP/1.1 "
                        + status
                        + " As It Likes|Retry-After: 7|x-should-retry: true|request-id: req_011"
                        + "|anthropic-ratelimit-tokens-remaining: 0"
                        + "|date: Sun, 06 Nov 1994 08:49:37 GMT|x-twice: b|X-Twice: a"
                        + "|content-type: application/json|content-length: 79||";
        assertEquals(
                head.replace("79", "" + body.getBytes(UTF_8).length),
                answer.head().raw().replace("\r\n", "|"));
        assertEquals(body, answer.text());
        Exchange row = proxy.record().awaitOne();
        assertEquals(status, RecordView.answer(row).status());
        assertEquals(body, new String(proxy.record().responseBody(row), UTF_8));
        assertEquals(new Outcome.Completed(), row.outcome());
    }

    @Test
    void aStreamsHeadAndChunksPassUnchanged() {
        List<Event> events = MessageEvents.saying("Hel", "lo");
        proxy.upstream().next(Answer.stream().header("cache-control", "no-cache").events(events));

        ReceivedAnswer answer = proxy.ask(REQUEST);

        assertEquals(
                "HTTP/1.1 200 OK|content-type: text/event-stream; charset=utf-8"
                        + "|cache-control: no-cache|transfer-encoding: chunked||",
                answer.head().raw().replace("\r\n", "|"));
        assertArrayEquals(Joined.bytes(events), answer.body());
        assertTrue(answer.isWhole());
        assertArrayEquals(
                Joined.bytes(events), proxy.record().responseBody(proxy.record().awaitOne()));
    }

    @Test
    void hopByHopHeadersOfTheAnswerEndHere() {
        proxy.upstream()
                .next(
                        Answer.of(200)
                                .header("Connection", "X-Foo")
                                .header("X-Foo", "of this connection only")
                                .header("Keep-Alive", "timeout=5")
                                .header("Proxy-Authenticate", "Basic")
                                .header("X-Bar", "kept")
                                .json("{}"));

        assertEquals(
                "HTTP/1.1 200 Status|X-Bar: kept|content-type: application/json|content-length: 2||",
                proxy.ask(REQUEST).head().raw().replace("\r\n", "|"));
    }

    @Test
    void bodilessAnswersPass() {
        proxy.upstream().next(Answer.of(204), Answer.of(304).header("etag", "\"a\""));
        try (RawClient client = proxy.client()) {
            assertEquals(204, client.send(REQUEST).readAnswer().status());
            assertEquals("\"a\"", client.send(REQUEST).readAnswer().header("etag").orElseThrow());
        }
    }

    @Test
    void theLengthThatAHeadWouldHaveHadPasses() {
        proxy.upstream().next(Answer.of(200).length(12345));
        ReceivedAnswer answer = proxy.ask(Request.of("HEAD", "/"));
        assertEquals("12345", answer.header("content-length").orElseThrow());
    }

    @Test
    void anAnswerThatEndsWithItsConnectionIsWhole() {
        proxy.upstream().next(Answer.of(200).untilClose().send(EVENTS));

        ReceivedAnswer answer = proxy.ask(REQUEST);

        assertEquals(EVENTS, answer.text());
        assertTrue(answer.isWhole());
        assertEquals(new Outcome.Completed(), proxy.record().awaitOutcome());
    }

    @Test
    void unknownEventsAndBlocksPassAndAreRecorded() {
        List<Event> events =
                List.of(
                        MessageEvents.START,
                        new Event(
                                "content_block_start",
                                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"hologram\"}}"),
                        new Event("quantum_delta", "not even JSON"),
                        new Event("", ""),
                        MessageEvents.STOP);
        proxy.upstream().next(Answer.stream(events));

        assertArrayEquals(Joined.bytes(events), proxy.ask(REQUEST).body());

        Exchange row = proxy.record().awaitOne();
        assertArrayEquals(Joined.bytes(events), proxy.record().responseBody(row));
        assertEquals(new Outcome.Completed(), row.outcome());
    }

    static Stream<Encoded> encodings() throws IOException {
        return Stream.of(
                new Encoded("gzip", gzip(EVENTS.getBytes(UTF_8))),
                new Encoded("zstd", Zstd.compress(EVENTS.getBytes(UTF_8))),
                new Encoded(
                        "br",
                        Base64.getDecoder()
                                .decode(
                                        "G2cAYIzTFXfRHn4iNzhPMMFMprhgGS6QPcc4cNjertkWGsSGG7Bj/AhhZNC0hHwl92qKdvIBv8oUpwA=")));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Encoded(String name, byte[] body) {}

    @ParameterizedTest
    @MethodSource("encodings")
    void compressedAnswersStayAsTheyAre(Encoded encoded) {
        proxy.upstream()
                .next(
                        Answer.stream()
                                .header("content-encoding", encoded.name())
                                .sendInPiecesOf(7, encoded.body()));

        ReceivedAnswer answer = proxy.ask(REQUEST);

        assertEquals(encoded.name(), answer.header("content-encoding").orElseThrow());
        assertArrayEquals(encoded.body(), answer.body());
        assertArrayEquals(encoded.body(), proxy.record().responseBody(proxy.record().awaitOne()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: x\ndata: {\"t\":\"\uD83D\uDE00\u00e9\u4e2d\"}\n\n",
                "event: x\r\ndata: {\"t\":\"\uD83D\uDE00\"}\r\n\r\n",
                "event:x\rdata:{\"t\":\"\uD83D\uDE00\"}\r\r",
                "\uFEFF: comment \uD83D\uDE00\nid: 1\nretry: 5\ndata\ndata: a\ndata: b\n\n"
            })
    void textIsNeverTakenApart(String events) {
        proxy.upstream().next(Answer.stream().sendInPiecesOf(1, events.getBytes(UTF_8)));

        ReceivedAnswer answer = proxy.ask(REQUEST);

        assertEquals(events, answer.text());
        assertFalse(answer.text().contains("\uFFFD"));
        assertArrayEquals(
                events.getBytes(UTF_8), proxy.record().responseBody(proxy.record().awaitOne()));
    }

    @Test
    void eachEventArrivesBeforeTheNextOneIsSent() {
        int events = 50;
        List<CountDownLatch> arrived =
                Stream.generate(() -> new CountDownLatch(1)).limit(events).toList();
        Answer answer = Answer.stream();
        for (int i = 0; i < events; i++) {
            answer.event(new Event("ping", "{\"n\":" + i + "}")).await(arrived.get(i));
        }
        proxy.upstream().next(answer);

        try (RawClient client = proxy.client()) {
            client.send(REQUEST);
            for (int i = 0; i < events; i++) {
                client.awaitText("{\"n\":" + i + "}");
                arrived.get(i).countDown();
            }
            assertEquals(events, client.readAnswer().pieces().size());
        }
    }

    @Test
    void noEventWaitsForTheNext() {
        List<CountDownLatch> seen =
                Stream.generate(() -> new CountDownLatch(1)).limit(100).toList();
        Answer answer = Answer.stream();
        for (int i = 0; i < seen.size(); i++) {
            answer.event(MessageEvents.text("word " + i + ".")).await(seen.get(i));
        }
        proxy.upstream().next(answer);

        try (RawClient client = proxy.client()) {
            client.send(REQUEST);
            for (int i = 0; i < seen.size(); i++) {
                client.awaitText("word " + i + ".\"}}\n\n");
                seen.get(i).countDown();
            }
            assertTrue(client.readAnswer().isWhole());
        }
    }

    @Test
    void theHeadPassesBeforeThereIsABody() {
        CountDownLatch headSeen = new CountDownLatch(1);
        proxy.upstream().next(Answer.stream().await(headSeen).event(MessageEvents.STOP));
        try (RawClient client = proxy.client()) {
            client.send(REQUEST).awaitText("\r\n\r\n");
            headSeen.countDown();
            assertEquals(Framing.CHUNKED, client.readAnswer().framing());
        }
    }

    @Test
    void interimAnswersDoNotTakeThePlaceOfTheFinalOne() {
        proxy.upstream()
                .next(
                        Answer.of(200)
                                .first("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n")
                                .json("{}"));
        assertEquals(200, proxy.ask(REQUEST).status());
        assertEquals(200, RecordView.answer(proxy.record().awaitOne()).status());
    }

    @Test
    void trailersPass() {
        proxy.upstream()
                .next(
                        Answer.stream()
                                .event(MessageEvents.STOP)
                                .wire("0\r\nx-sum: 42\r\n\r\n")
                                .stall());
        try (RawClient client = proxy.client()) {
            client.send(REQUEST).awaitText("0\r\nx-sum: 42\r\n\r\n");
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
