package dev.ccproxy.core.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that two servers could read differently are refused, and so is everything behind them
/// on the same connection.
class SmugglingIT {
    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    private static final String SMUGGLED = "GET /v1/smuggled HTTP/1.1\r\nhost: x\r\n\r\n";

    private static String post(String fields, String rest) {
        return "POST /v1/messages HTTP/1.1\r\nhost: x\r\n" + fields + "\r\n" + rest;
    }

    static Stream<Arguments> shapes() {
        String chunked = "transfer-encoding: chunked\r\n";
        return Stream.of(
                Arguments.of("CL.TE", post("content-length: 6\r\n" + chunked, "0\r\n\r\nG")),
                Arguments.of(
                        "TE.CL",
                        post(chunked + "content-length: 4\r\n", "5c\r\nGPOST\r\n0\r\n\r\n")),
                Arguments.of(
                        "TE.TE", post(chunked + "transfer-encoding: identity\r\n", "0\r\n\r\n")),
                Arguments.of("TE not chunked", post("transfer-encoding: gzip\r\n", "x")),
                Arguments.of(
                        "TE chunked not last",
                        post("transfer-encoding: chunked, gzip\r\n", "0\r\n\r\n")),
                Arguments.of("TE obscured", post("transfer-encoding: xchunked\r\n", "0\r\n\r\n")),
                Arguments.of(
                        "TE with a tab",
                        post("transfer-encoding:\tchunked\r\ncontent-length: 3\r\n", "0\r\n\r\n")),
                Arguments.of(
                        "TE name with a blank",
                        post("transfer-encoding : chunked\r\n", "0\r\n\r\n")),
                Arguments.of(
                        "HTTP/1.0 with TE and CL",
                        "POST /v1/messages HTTP/1.0\r\ncontent-length: 5\r\n"
                                + chunked
                                + "\r\n0\r\n\r\n"),
                Arguments.of(
                        "two lengths", post("content-length: 2\r\ncontent-length: 3\r\n", "{}x")),
                Arguments.of("two lengths in a line", post("content-length: 2, 3\r\n", "{}x")),
                Arguments.of("length with a sign", post("content-length: +2\r\n", "{}")),
                Arguments.of("length below zero", post("content-length: -1\r\n", "{}")),
                Arguments.of("length in hexadecimal", post("content-length: 0x2\r\n", "{}")),
                Arguments.of("bare LF in a chunk's line", post(chunked, "2\n{}\r\n0\r\n\r\n")),
                Arguments.of(
                        "bare LF in a chunk's extension", post(chunked, "2;a\n{}\r\n0\r\n\r\n")),
                Arguments.of("chunk size not hexadecimal", post(chunked, "2z\r\n{}\r\n0\r\n\r\n")),
                Arguments.of(
                        "chunk size too large",
                        post(chunked, "ffffffffffffffff1\r\n{}\r\n0\r\n\r\n")),
                Arguments.of("chunk longer than it says", post(chunked, "1\r\n{}\r\n0\r\n\r\n")),
                Arguments.of(
                        "bare CR in a value",
                        post("x-a: b\rx-c: d\r\ncontent-length: 2\r\n", "{}")),
                Arguments.of("NUL in a value", post("x-a: b\0c\r\ncontent-length: 2\r\n", "{}")),
                Arguments.of("blank in a name", post("x a: b\r\ncontent-length: 2\r\n", "{}")),
                Arguments.of(
                        "line without a colon",
                        post("no colon here\r\ncontent-length: 2\r\n", "{}")),
                Arguments.of("two hosts", post("host: y\r\ncontent-length: 2\r\n", "{}")),
                Arguments.of("no host", "GET /v1/models HTTP/1.1\r\n\r\n"),
                Arguments.of("blank in the target", "GET /v1/a b HTTP/1.1\r\nhost: x\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void isRefusedAndTheConnectionClosed(String name, String wire) {
        try (RawClient client = proxy.client()) {
            client.send(wire + SMUGGLED);

            ReceivedAnswer answer = client.readAnswer();

            assertEquals(400, answer.status());
            client.awaitClosed();
        }
        assertTrue(
                proxy.upstream().requests().stream()
                        .noneMatch(seen -> seen.target().contains("smuggled")),
                "the smuggled request went through");
        assertTrue(
                proxy.upstream().requests().stream().noneMatch(seen -> seen.isComplete()),
                "a refused request reached the upstream whole");
    }

    @Test
    void aVersionThatNobodySpeaksIsRefused() {
        try (RawClient client = proxy.client()) {
            client.send("GET /v1/models HTTP/9.9\r\nhost: x\r\n\r\n" + SMUGGLED);
            assertEquals(501, client.readAnswer().status());
            client.awaitClosed();
        }
        assertEquals(0, proxy.upstream().requestCount());
    }

    @Test
    void aFoldedLineStaysOneLine() {
        try (RawClient client = proxy.client()) {
            client.send(post("x-a: b\r\n x-evil: d\r\ncontent-length: 2\r\n", "{}"));
            assertEquals(200, client.readAnswer().status());
        }
        assertEquals(
                "b x-evil: d", proxy.upstream().takeRequest().head().first("x-a").orElseThrow());
    }

    @Test
    void aChunkExtensionIsNotPassedOn() {
        try (RawClient client = proxy.client()) {
            client.send(post("transfer-encoding: chunked\r\n", "2;a=b\r\n{}\r\n0\r\n\r\n"));
            assertEquals(200, client.readAnswer().status());
        }
        assertEquals("{}", proxy.upstream().takeRequest().text());
    }

    @Test
    void aHeaderValueCannotBringALineOfItsOwn() {
        try (RawClient client = proxy.client()) {
            client.send(Request.get("/v1/models").header("x-a", "b%0d%0ax-evil: 1"));
            client.readAnswer();
        }
        assertEquals(
                "b%0d%0ax-evil: 1",
                proxy.upstream().takeRequest().head().first("x-a").orElseThrow());
        assertTrue(proxy.upstream().requests().getFirst().head().first("x-evil").isEmpty());
    }

    @Test
    void aFloodOfHeadersIsRefused() {
        Request flood = Request.get("/v1/models");
        for (int i = 0; i < 64; i++) {
            flood.header("x-flood-" + i, "f".repeat(1024));
        }
        assertEquals(431, proxy.ask(flood).status());
        assertEquals(0, proxy.upstream().requestCount());
    }

    @Test
    void aLongTargetIsRefused() {
        assertEquals(414, proxy.ask(Request.get("/v1/" + "a".repeat(64 << 10))).status());
        assertEquals(0, proxy.upstream().requestCount());
    }
}
