package dev.ccproxy.data.live;

import static dev.ccproxy.data.TestRecord.answered;
import static dev.ccproxy.data.TestRecord.arrival;
import static dev.ccproxy.data.TestRecord.ended;
import static dev.ccproxy.data.TestRecord.received;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.RecordedTraffic;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.traffic.Script;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.RecordEntry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class LiveIT {
    private static final Header STREAM = new Header("Content-Type", "text/event-stream");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(2);

    private final TestRecord record = TestRecord.open();

    @BeforeEach
    void recordSomething() {
        record.add(arrival(), 200, "{}");
    }

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void tellsOfAnExchangeFromItsStartToItsEnd() throws Exception {
        try (LiveClient client = listen(null)) {
            assertEquals("ready", client.next().name());

            TestRecord.Arrival arrival = arrival();
            record.write(arrival.entry());
            LiveClient.Event started = client.next();
            assertEquals("started", started.name());
            assertTrue(started.data().contains("\"id\":\"" + arrival.id() + "\""), started.data());

            record.write(answered(arrival.id(), 200), received(arrival.id(), 12, "half"));
            LiveClient.Event updated = client.next();
            assertEquals("updated", updated.name());
            assertTrue(updated.data().contains("\"responseBytes\":4,"), updated.data());

            record.write(ended(arrival.id(), new Outcome.Completed()));
            LiveClient.Event finished = client.next();
            assertEquals("finished", finished.name());
            assertTrue(finished.data().contains("\"outcome\":\"completed\""), finished.data());
        }
    }

    @Test
    void tellsAtOnce() throws Exception {
        try (LiveClient client = listen(null)) {
            client.next();
            Instant before = Instant.now();
            TestRecord.Arrival arrival = arrival();
            record.write(arrival.entry());
            client.next();
            Duration took = Duration.between(before, Instant.now());
            record.write(ended(arrival.id(), new Outcome.Completed()));
            assertTrue(took.compareTo(SOON) < 0, "it took " + took);
        }
    }

    @Test
    void goesOnWhereAStreamBrokeOff() throws Exception {
        TestRecord.Arrival arrival = arrival();
        String last;
        try (LiveClient client = listen(null)) {
            client.next();
            record.write(arrival.entry());
            last = client.next().id();
        }
        record.write(answered(arrival.id(), 200), ended(arrival.id(), new Outcome.Completed()));
        String later = record.add(arrival(), 200, "{}").toString();

        try (LiveClient client = listen(last)) {
            assertEquals("resumed", client.next().name());
            LiveClient.Event missed = client.next();
            assertEquals("finished", missed.name());
            assertTrue(missed.data().contains(arrival.id().toString()), missed.data());
            assertTrue(client.next().data().contains(later));
        }
    }

    @Test
    void startsAfreshForWhomItCannotGoOn() throws Exception {
        for (String lastEventId : new String[] {"999999999", "-5000"}) {
            try (LiveClient client = listen(lastEventId)) {
                assertEquals("reset", client.next().name());
            }
        }
        try (LiveClient client = listen("nonsense")) {
            assertEquals("ready", client.next().name());
        }
    }

    @Test
    void aSlowListenerFindsTheNewestState() throws Exception {
        try (LiveClient client = listen(null)) {
            client.next();
        }
        String position;
        try (LiveClient client = listen(null)) {
            position = client.next().id();
        }
        TestRecord.Arrival arrival = arrival();
        record.write(arrival.entry(), answered(arrival.id(), 200));
        for (int i = 0; i < 20; i++) {
            record.write(received(arrival.id(), 12 + i, "x"));
        }
        try (LiveClient client = listen(position)) {
            client.next();
            assertTrue(client.next().data().contains("\"responseBytes\":20,"));
        }
        record.write(ended(arrival.id(), new Outcome.Completed()));
    }

    @Test
    void tellsAnAnswerWordByWord() throws Exception {
        TestRecord.Arrival arrival = arrival();
        try (LiveClient client = listen(null)) {
            client.await("ready");
            record.write(arrival.entry(), answered(arrival.id(), 200, STREAM));
            say(arrival, message("start"), block(0, "text", ""), text(0, "Hel"));
            Said said = new Said(client).until(0, "Hel");
            assertEquals(arrival.id().toString(), said.newest.path("id").asText());
            assertEquals("claude-test-1", said.newest.path("model").asText());
            assertEquals(1_012, said.newest.path("contextTokens").asLong());

            say(arrival, text(0, "lo."), block(1, "tool_use", "Bash"), input(1, "{\\\"a"));
            said.until(0, "Hello.").until(1, "{\"a");
            assertEquals("Bash", said.tools.get(1));

            say(arrival, message("delta"));
            record.write(ended(arrival.id(), new Outcome.Completed()));
            JsonNode last = answer(client);
            while (!last.path("complete").asBoolean()) {
                last = answer(client);
            }
            assertEquals("tool_use", last.path("stopReason").asText());
            assertEquals(77, last.path("outputTokens").asLong());
            assertEquals(1_012, last.path("contextTokens").asLong());
        }
    }

    @Test
    void tellsACompressedAnswerWhileItComes() throws Exception {
        TestRecord.Arrival arrival = arrival();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (LiveClient client = listen(null);
                GZIPOutputStream gzip = new GZIPOutputStream(sent, true)) {
            client.await("ready");
            record.write(
                    arrival.entry(),
                    answered(arrival.id(), 200, STREAM, new Header("Content-Encoding", "gzip")));
            gzip.write(
                    (message("start") + block(0, "thinking", "") + think(0, "Hm")).getBytes(UTF_8));
            gzip.flush();
            record.write(received(arrival.id(), 20, sent.toByteArray()));
            Said said = new Said(client).until(0, "Hm");

            sent.reset();
            gzip.write(think(0, "m").getBytes(UTF_8));
            gzip.flush();
            record.write(received(arrival.id(), 30, sent.toByteArray()));
            said.until(0, "Hmm");
            record.write(ended(arrival.id(), new Outcome.ClientAborted()));
        }
    }

    @Test
    void whoComesLaterIsToldAllThatIsInFlight() throws Exception {
        TestRecord.Arrival arrival = arrival();
        record.write(arrival.entry(), answered(arrival.id(), 200, STREAM));
        String last;
        try (LiveClient client = listen(null)) {
            assertEquals("ready", client.next().name());
            assertTrue(client.next().data().contains(arrival.id().toString()));
            say(arrival, message("start"), block(0, "text", ""), text(0, "One "));
            new Said(client).until(0, "One ");
            last = client.lastId();
        }
        say(arrival, text(0, "two."));
        for (String known : new String[] {null, last}) {
            try (LiveClient client = listen(known)) {
                assertEquals(known == null ? "ready" : "resumed", client.next().name());
                new Said(client).until(0, "One two.");
            }
        }
        record.write(ended(arrival.id(), new Outcome.Completed()));
    }

    @Test
    void tellsWhereAnExchangeBelongs() throws Exception {
        Script script = Script.of(UUID.randomUUID().toString());
        script.main().prompt("Mend the till.").answers("Mended.");
        RecordedTraffic traffic = new RecordedTraffic(7);
        try (LiveClient client = listen(null)) {
            client.await("ready");
            TrafficExchange exchange = script.exchanges().getFirst();
            record.write(traffic.arrived(exchange));
            JsonNode begun = JSON.readTree(client.await("indexed").data());
            assertEquals(traffic.id(exchange).toString(), begun.path("id").asText());
            assertEquals("Mend the till.", begun.path("title").asText());
            assertEquals("main", begun.path("kind").asText());
            assertTrue(begun.path("turn").isNumber());
            assertFalse(begun.path("ended").asBoolean());

            record.write(traffic.answered(exchange).toArray(RecordEntry[]::new));
            JsonNode ended = JSON.readTree(client.await("indexed").data());
            assertTrue(ended.path("ended").asBoolean());
            assertEquals(begun.path("conversation"), ended.path("conversation"));
            assertTrue(ended.at("/tokens/output").asLong() > 0);
        }
    }

    /// What was told of an answer so far, in as many events as it took.
    private static final class Said {
        private final LiveClient client;
        private final Map<Integer, String> texts = new HashMap<>();
        private final Map<Integer, String> tools = new HashMap<>();
        private JsonNode newest = MissingNode.getInstance();

        Said(LiveClient client) {
            this.client = client;
        }

        /// Follows until a block has this text.
        Said until(int block, String text) throws IOException {
            while (!text.equals(texts.get(block))) {
                newest = answer(client);
                newest.path("blocks").forEach(this::take);
            }
            return this;
        }

        private void take(JsonNode block) {
            int index = block.path("index").asInt();
            String known = texts.getOrDefault(index, "").substring(0, block.path("at").asInt());
            texts.put(index, known + block.path("text").asText());
            tools.put(index, block.path("name").asText());
        }
    }

    private static JsonNode answer(LiveClient client) throws IOException {
        return JSON.readTree(client.await("answer").data());
    }

    private void say(TestRecord.Arrival arrival, String... events) {
        record.write(received(arrival.id(), 20, String.join("", events)));
    }

    private static String message(String part) {
        return part.equals("start")
                ? event(
                        "message_start",
                        "'message':{'model':'claude-test-1','usage':{'input_tokens':12,'cache_read_input_tokens':1000,'output_tokens':1}}")
                : event(
                        "message_delta",
                        "'delta':{'stop_reason':'tool_use'},'usage':{'input_tokens':null,'output_tokens':77}");
    }

    private static String block(int index, String type, String name) {
        return event(
                "content_block_start",
                "'index':%d,'content_block':{'type':'%s','name':'%s'}"
                        .formatted(index, type, name));
    }

    private static String text(int index, String text) {
        return delta(index, "text_delta", "text", text);
    }

    private static String think(int index, String text) {
        return delta(index, "thinking_delta", "thinking", text);
    }

    private static String input(int index, String text) {
        return delta(index, "input_json_delta", "partial_json", text);
    }

    private static String delta(int index, String type, String member, String text) {
        return event(
                "content_block_delta",
                "'index':%d,'delta':{'type':'%s','%s':'%s'}".formatted(index, type, member, text));
    }

    private static String event(String type, String members) {
        return "event: %s\ndata: {%s}\n\n".formatted(type, members.replace('\'', '"'));
    }

    private static LiveClient listen(@Nullable String lastEventId) throws IOException {
        return LiveClient.listen(
                URI.create("http://127.0.0.1:" + RestAssured.port + "/api/live"), lastEventId);
    }
}
