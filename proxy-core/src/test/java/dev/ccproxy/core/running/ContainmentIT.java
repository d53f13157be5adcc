package dev.ccproxy.core.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.MockUpstream;
import dev.ccproxy.fixtures.upstream.SeenRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests go to the configured upstream and nowhere else, and credentials stay out of the record.
class ContainmentIT {
    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    private final MockUpstream elsewhere = MockUpstream.start();

    @AfterEach
    void nobodyElseWasCalled() {
        assertEquals(0, elsewhere.requestCount());
        assertEquals(List.of(), elsewhere.connections());
        elsewhere.close();
    }

    @Test
    void anAbsoluteTargetDoesNotChooseTheUpstream() {
        String target = elsewhere.uri() + "/v1/models?a=b";
        try (RawClient client = proxy.client()) {
            client.send(
                    "GET "
                            + target
                            + " HTTP/1.1\r\nhost: "
                            + elsewhere.uri().getAuthority()
                            + "\r\n\r\n");
            client.readAnswer();
        }
        SeenRequest seen = proxy.upstream().takeRequest();
        assertEquals("/v1/models?a=b", seen.target());
        assertEquals(List.of("127.0.0.1:" + proxy.upstream().port()), seen.head().all("host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "metadata.google.internal", "evil.test:80"})
    void aForeignHostDoesNotChooseTheUpstream(String host) {
        proxy.ask(Request.post("/v1/messages").host(host).json("{}"));
        assertEquals(
                List.of("127.0.0.1:" + proxy.upstream().port()),
                proxy.upstream().takeRequest().head().all("host"));
    }

    @Test
    void nothingInTheRequestChoosesTheUpstream() {
        String body = "{\"base_url\":\"" + elsewhere.uri() + "\"}";
        proxy.ask(
                Request.post("/v1/messages?base_url=" + elsewhere.uri())
                        .header("x-forwarded-host", elsewhere.uri().getAuthority())
                        .header("forwarded", "host=" + elsewhere.uri().getAuthority())
                        .header("x-base-url", elsewhere.uri().toString())
                        .json(body));
        assertEquals(body, proxy.upstream().takeRequest().text());
    }

    @Test
    void aTunnelIsNotOpened() {
        try (RawClient client = proxy.client()) {
            String authority = elsewhere.uri().getAuthority();
            client.send("CONNECT " + authority + " HTTP/1.1\r\nhost: " + authority + "\r\n\r\n");
            assertTrue(client.readAnswer().status() >= 400);
        }
        assertEquals(0, proxy.upstream().requestCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsPassedBackAndNotFollowed(int status) {
        String location = elsewhere.uri() + "/v1/messages";
        proxy.upstream().next(Answer.of(status).header("location", location).length(0));

        ReceivedAnswer answer =
                proxy.ask(Request.post("/v1/messages").header("x-api-key", "sk-ant-x").json("{}"));

        assertEquals(status, answer.status());
        assertEquals(location, answer.header("location").orElseThrow());
        assertEquals(1, proxy.upstream().requestCount());
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Bearer sk-ant-oat01-NOT-FOR-THE-RECORD",
        "Authorization, sk-ant-NOT-FOR-THE-RECORD",
        "x-api-key, sk-ant-api03-NOT-FOR-THE-RECORD",
        "X-API-KEY, sk-ant-api03-NOT-FOR-THE-RECORD",
        "cookie, session=NOT-FOR-THE-RECORD; a=b",
        "proxy-authorization, Basic NOT-FOR-THE-RECORD"
    })
    void credentialsPassAndAreNowhereAtRest(String name, String value) throws IOException {
        proxy.upstream()
                .next(Answer.of(200).header("Set-Cookie", "id=NOT-FOR-THE-RECORD").json("{}"));
        Request request = Request.post("/v1/messages").header(name, value).json("{}");

        ReceivedAnswer answer = proxy.ask(request);
        proxy.ask(Request.post("/v1/messages").header(name, value).json("{}"));

        if (!name.startsWith("proxy-")) {
            assertEquals(value, proxy.upstream().takeRequest().head().first(name).orElseThrow());
        }
        assertEquals("id=NOT-FOR-THE-RECORD", answer.header("set-cookie").orElseThrow());
        List<Exchange> rows = proxy.record().awaitEnded(2);
        String fingerprint = fingerprint(rows.getFirst().request().headers(), name);
        assertEquals(fingerprint, fingerprint(rows.getLast().request().headers(), name));
        fingerprint(RecordView.answer(rows.getFirst()).headers(), "set-cookie");
        assertNowhereAtRest("NOT-FOR-THE-RECORD");
    }

    @Test
    void keysInTheTargetOrInAnErrorOfOurOwnAreNotLogged() throws IOException {
        proxy.ask(Request.post("/v1/messages?api_key=NOT-FOR-THE-LOG").json("{}"));
        proxy.record().awaitOne();
        assertFalse(proxy.process().log().contains("NOT-FOR-THE-LOG"));
    }

    @Test
    void onlyTheOwnerReadsTheRecord() throws IOException {
        proxy.ask(Request.post("/v1/messages").json("{}"));
        proxy.record().awaitOne();
        Path data = proxy.process().database().getParent();

        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
    }

    private static String fingerprint(Headers headers, String name) {
        String value = headers.first(name).orElseThrow();
        assertTrue(value.matches("([A-Za-z]+ )?sha256:[0-9a-f]{8,}"), value);
        return value;
    }

    private static void assertNowhereAtRest(String secret) throws IOException {
        assertFalse(proxy.process().log().contains(secret), "the log tells it");
        try (Stream<Path> files = Files.walk(proxy.process().folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(secret), file + " tells it");
            }
        }
    }
}
