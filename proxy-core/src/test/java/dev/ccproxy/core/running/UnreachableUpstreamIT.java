package dev.ccproxy.core.running;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.MockUpstream;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// There is no upstream to talk to.
class UnreachableUpstreamIT {
    private static final Request REQUEST = Request.post("/v1/messages").json("{}");

    @TempDir Path folder;

    @Test
    void aRefusedConnectionIsToldAtOnceAndTheNextOneIsTriedAfresh() {
        MockUpstream gone = MockUpstream.start();
        gone.close();
        try (ProxyProcess proxy = ProxyProcess.in(folder).upstream(gone.uri()).start();
                RecordView record = RecordView.of(proxy.database());
                RawClient client = proxy.client()) {
            long fastest = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                long asked = System.nanoTime();
                assertIsUnreachable(client.send(REQUEST).readAnswer());
                fastest = Math.min(fastest, System.nanoTime() - asked);
            }
            assertTrue(fastest < ofMillis(100).toNanos(), "told after " + fastest + " ns");
            record.awaitEnded(10).forEach(UnreachableUpstreamIT::assertRecorded);

            try (MockUpstream back = MockUpstream.startOn(gone.port())) {
                back.next(Answer.of(200).json("{\"back\":1}"));
                assertEquals("{\"back\":1}", client.send(REQUEST).readAnswer().text());
            }
        }
    }

    @Test
    void aNameThatDoesNotResolveIsTold() {
        URI nowhere = URI.create("http://no-such-host.invalid");
        try (ProxyProcess proxy = ProxyProcess.in(folder).upstream(nowhere).start();
                RecordView record = RecordView.of(proxy.database())) {
            assertIsUnreachable(proxy.ask(REQUEST));
            assertRecorded(record.awaitOne());
        }
    }

    private static void assertIsUnreachable(ReceivedAnswer answer) {
        assertEquals(502, answer.status());
        assertEquals("application/json", answer.header("content-type").orElseThrow());
        JsonObject error = new JsonObject(answer.text());
        assertEquals("error", error.getString("type"));
        assertEquals("api_error", error.getJsonObject("error").getString("type"));
    }

    private static void assertRecorded(Exchange row) {
        assertInstanceOf(Outcome.UpstreamUnreachable.class, row.outcome());
        assertEquals(502, RecordView.answer(row).status());
        assertEquals(2, row.requestBody().size());
    }
}
