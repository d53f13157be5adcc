package dev.ccproxy.core.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.SeenRequest;
import dev.ccproxy.fixtures.wire.Field;
import dev.ccproxy.fixtures.wire.Framing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Neither side can tell that the proxy is there: requests.
class FidelityIT {
    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {1 << 10, 100_000, MIB, 32 * MIB})
    void requestBytesAreTheSameAtTheClientTheUpstreamAndOnRecord(int size) throws Exception {
        byte[] body = oddJson(size);

        assertEquals(200, proxy.ask(Request.post("/v1/messages").body(body)).status());

        SeenRequest seen = proxy.upstream().takeRequest();
        assertEquals(Framing.LENGTH, seen.framing());
        assertEquals(sha256(body), sha256(seen.body()));
        Exchange row = proxy.record().awaitOne();
        assertEquals(sha256(body), row.requestBody().sha256());
        assertEquals(sha256(body), sha256(proxy.record().requestBody(row)));
        assertEquals(true, row.forwardedUnchanged());
    }

    @Test
    void chunkedRequestBytesAreTheSame() throws Exception {
        String[] chunks = {
            "{ \"a\":\t1,", "\"a\" : 2,\r\n", "\"e\":\"\u00e9\\u00E9\uD83D\uDE00\"}\n"
        };

        proxy.ask(Request.post("/v1/messages").chunked(chunks));

        SeenRequest seen = proxy.upstream().takeRequest();
        assertEquals(Framing.CHUNKED, seen.framing());
        assertEquals(String.join("", chunks), seen.text());
        Exchange row = proxy.record().awaitOne();
        assertArrayEquals(seen.body(), proxy.record().requestBody(row));
        assertEquals(true, row.forwardedUnchanged());
    }

    @Test
    void theRequestsHeadIsTheSameButForTheHost() {
        Request request =
                Request.post("/v1/messages?beta=true")
                        .header("anthropic-version", "2023-06-01")
                        .header("Anthropic-Beta", "oauth-2025-04-20,unheard-of-2031-01-01")
                        .header("x-claude-code-session-id", "5b0c")
                        .header("X-Claude-Code-Brand-New", "\u00e9 a,b;c=\"d\"")
                        .header("x-custom", "1")
                        .header("ACCEPT", "application/json")
                        .header("x-custom", "2")
                        .header("user-agent", "claude-cli/2.1.273 (external, cli)")
                        .header("accept-encoding", "gzip, deflate, br, zstd")
                        .header("x-empty", "")
                        .json("{}");

        proxy.ask(request);

        String sent = new String(request.head(), java.nio.charset.StandardCharsets.ISO_8859_1);
        String expected =
                sent.replace("host: localhost", "host: 127.0.0.1:" + proxy.upstream().port());
        assertEquals(expected, proxy.upstream().takeRequest().head().raw());
    }

    @Test
    void theRequestsHeadersAreOnRecordInTheirOrder() {
        proxy.ask(
                Request.post("/v1/messages?beta=true")
                        .header("x-B", "1")
                        .header("a", "2")
                        .header("X-b", "3")
                        .json("{}"));

        Exchange row = proxy.record().awaitOne();
        assertEquals("POST", row.request().method());
        assertEquals("/v1/messages", row.request().path());
        assertEquals("beta=true", row.request().query());
        assertEquals("HTTP/1.1", row.request().protocol());
        assertEquals(
                List.of(
                        new Header("host", "localhost"),
                        new Header("x-B", "1"),
                        new Header("a", "2"),
                        new Header("X-b", "3"),
                        new Header("content-type", "application/json"),
                        new Header("content-length", "2")),
                row.request().headers().lines());
    }

    @Test
    void hopByHopHeadersOfTheRequestEndHere() {
        proxy.ask(
                Request.post("/v1/messages")
                        .header("Connection", "X-Foo, keep-alive")
                        .header("X-Foo", "of this connection only")
                        .header("Keep-Alive", "timeout=5")
                        .header("TE", "trailers")
                        .header("Trailer", "x-sum")
                        .header("Proxy-Authorization", "Basic cHJveHk6c2VjcmV0")
                        .header("Proxy-Connection", "keep-alive")
                        .header("X-Bar", "kept")
                        .json("{}"));

        List<String> names =
                proxy.upstream().takeRequest().fields().stream().map(Field::name).toList();
        assertEquals(List.of("host", "X-Bar", "content-type", "content-length"), names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/messages?beta=true&x=%2F",
                "/v1/messages?",
                "/v1/messages?a=b?c&&d=+%20%zz",
                "/v1/a%2Fb;c=d/../e//f",
                "/v1/models?limit=1000"
            })
    void theTargetIsTheSame(String target) {
        proxy.ask(Request.get(target));
        assertEquals(target, proxy.upstream().takeRequest().target());
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /",
        "HEAD, /api/hello",
        "GET, /v1/models?limit=1000",
        "POST, /v1/messages/count_tokens?beta=true",
        "DELETE, /v1/files/file_011",
        "PUT, /v1/of/a/later/time",
        "OPTIONS, /v1/messages"
    })
    void everythingOfTheApiIsForwarded(String method, String target) {
        proxy.upstream().next(Answer.of(200).header("x-from", "upstream").json("{\"a\":1}"));

        ReceivedAnswer answer = proxy.ask(Request.of(method, target));

        assertEquals("upstream", answer.header("x-from").orElseThrow());
        assertEquals(method.equals("HEAD") ? "" : "{\"a\":1}", answer.text());
        SeenRequest seen = proxy.upstream().takeRequest();
        assertEquals(method + " " + target + " HTTP/1.1", seen.head().startLine());
        assertEquals(method, proxy.record().awaitOne().request().method());
    }

    @Test
    void whatIsNotOfTheApiIsNotForwarded() {
        assertEquals(404, proxy.ask(Request.get("/v2/messages")).status());
        assertEquals(404, proxy.ask(Request.get("/")).status());
        assertEquals(0, proxy.upstream().requestCount());
    }

    @Test
    void anUploadThatWaitsToBeAskedForIsAskedForByTheUpstream() {
        try (RawClient client = proxy.client()) {
            client.sendHead(
                    Request.post("/v1/messages")
                            .header("Expect", "100-continue")
                            .body(new byte[5]));

            assertEquals("100", client.readHead().word(1));
            assertEquals(
                    "100-continue",
                    proxy.upstream().takeRequest().head().first("expect").orElseThrow());
            client.send("12345");
            assertEquals(200, client.readAnswer().status());
        }
        assertEquals(
                "12345", new String(proxy.record().requestBody(proxy.record().awaitOne()), UTF_8));
    }

    @Test
    void anUploadThatTheUpstreamDoesNotWantIsNotAskedFor() {
        proxy.upstream().next(Answer.of(401).withoutContinue().beforeUpload().json("{\"no\":1}"));
        try (RawClient client = proxy.client()) {
            client.sendHead(
                    Request.post("/v1/messages")
                            .header("Expect", "100-continue")
                            .body(new byte[5]));
            assertEquals("401", client.readHead().word(1));
        }
    }

    @Test
    void requestsInOneGoAreAnsweredInTheirOrder() {
        proxy.upstream().always(seen -> Answer.of(200).json("\"" + seen.target() + "\""));
        try (RawClient client = proxy.client()) {
            client.send(Request.get("/v1/a")).send(Request.get("/v1/b")).send(Request.get("/v1/c"));

            assertEquals("\"/v1/a\"", client.readAnswer().text());
            assertEquals("\"/v1/b\"", client.readAnswer().text());
            assertEquals("\"/v1/c\"", client.readAnswer().text());
        }
        assertTrue(
                proxy.record().awaitEnded(3).stream()
                        .allMatch(row -> new Outcome.Completed().equals(row.outcome())));
    }

    @Test
    void connectionsAreKeptOnBothSides() {
        try (RawClient client = proxy.client()) {
            for (int i = 0; i < 20; i++) {
                client.send(Request.post("/v1/messages").json("{}")).readAnswer();
            }
        }
        assertEquals(20, proxy.upstream().requestCount());
        assertEquals(
                1, proxy.upstream().connections().stream().filter(c -> c.requests() > 0).count());
    }

    @Test
    void anHttp10ClientIsServed() {
        proxy.upstream().next(Answer.stream().send("one ").send("two"));
        try (RawClient client = proxy.client()) {
            client.send("POST /v1/messages HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}");

            ReceivedAnswer answer = client.readAnswer();

            assertEquals(Framing.UNTIL_CLOSE, answer.framing());
            assertEquals("one two", answer.text());
            assertTrue(answer.isWhole());
        }
        assertEquals("HTTP/1.0", proxy.record().awaitOne().request().protocol());
    }

    /// JSON that a parser would not give back as it came: odd white space, escapes, a key twice.
    private static byte[] oddJson(int size) {
        byte[] begin =
                "{ \"a\" :1,\t\"a\": 2.0e0,\r\n\"u\":\"\\u00e9\\/\uD83D\uDE00\",\"pad\":\""
                        .getBytes(UTF_8);
        byte[] body = Arrays.copyOf(begin, size);
        for (int i = begin.length; i < size - 3; i++) {
            body[i] = (byte) ('a' + i * 31L % 26);
        }
        System.arraycopy("\"}\n".getBytes(UTF_8), 0, body, size - 3, 3);
        return body;
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
