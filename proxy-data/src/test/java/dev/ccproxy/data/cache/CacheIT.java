package dev.ccproxy.data.cache;

import static dev.ccproxy.data.TestRecord.answered;
import static dev.ccproxy.data.TestRecord.arrival;
import static dev.ccproxy.data.TestRecord.ended;
import static dev.ccproxy.data.TestRecord.received;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Outcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class CacheIT {
    private static final String BODY =
            """
            {"model": "claude-opus-4-5-20251101", "system": "SYSTEM", "messages": [
              {"role": "user", "content": [
                {"type": "text", "text": "Hi", "cache_control": {"type": "ephemeral"}}]}]}
            """;

    private final Caller caller = new Caller(UUID.randomUUID().toString(), null, null, null);
    private final TestRecord record = TestRecord.open();

    @AfterEach
    void closeRecord() {
        record.close();
    }

    /// By hand: 20,000 lost tokens, written at $6.25 instead of read at $0.50 per million.
    @Test
    void explainsAMissByTheRequestBefore() {
        ExchangeId first = add(caller, "Be brief.", 0, 20_000);
        add(new Caller(caller.sessionId(), "a1", null, null), "Another agent.", 0, 9_000);
        ExchangeId second = add(caller, "Be long.", 0, 20_000);

        given().get("/api/requests/" + second + "/cache")
                .then()
                .statusCode(200)
                .body("predecessorId", equalTo(first.toString()))
                .body("idleMillis", equalTo(2))
                .body("cause", equalTo("system_changed"))
                .body("detail", equalTo("system block 0 differs from character 3 on"))
                .body("before.part", equalTo("system"))
                .body("lostTokens", equalTo(20_000))
                .body("missCost", equalTo(0.115f))
                .body("effect.saved", equalTo(0))
                .body("effect.surcharge", equalTo(0.025f))
                .body("effect.net", equalTo(-0.025f))
                .body("hitRatio", equalTo(0.0f))
                .body("breakpoints.size()", equalTo(1))
                .body("breakpoints[0].part", equalTo("messages"))
                .body("breakpoints[0].ttlSeconds", equalTo(300))
                .body("breakpoints[0].estimatedTokens", equalTo(20_010));
    }

    @Test
    void tellsWhatAHitSaved() {
        add(caller, "Be brief.", 0, 20_000);
        ExchangeId second = add(caller, "Be brief.", 20_000, 0);

        given().get("/api/requests/" + second + "/cache")
                .then()
                .body("cause", equalTo("none"))
                .body("lostTokens", equalTo(0))
                .body("missCost", equalTo(0))
                .body("effect.saved", equalTo(0.09f));
    }

    @Test
    void theFirstRequestHasNoPredecessor() {
        ExchangeId only = add(caller, "Be brief.", 0, 20_000);

        given().get("/api/requests/" + only + "/cache")
                .then()
                .body("cause", equalTo("first_request"))
                .body("predecessorId", nullValue())
                .body("diagnostics", nullValue());
    }

    @Test
    void handsOnWhatTheApiItselfTells() {
        TestRecord.Arrival arrival = arrival().caller(caller).body(BODY);
        record.write(
                arrival.entry(),
                answered(arrival.id(), 200, new Header("content-type", "text/event-stream")),
                received(
                        arrival.id(),
                        20,
                        "event: message_start\ndata: {\"message\": {\"id\": \"msg_2\","
                                + " \"usage\": {\"input_tokens\": 7}, \"diagnostics\":"
                                + " {\"cache_miss_reason\": {\"type\": \"tools_changed\"}}}}\n\n"),
                ended(arrival.id(), new Outcome.Completed()));

        given().get("/api/requests/" + arrival.id() + "/cache")
                .then()
                .body("diagnostics.cache_miss_reason.type", equalTo("tools_changed"));
    }

    @Test
    void whatIsNoJsonCannotBeExplained() {
        ExchangeId id = record.add(arrival().caller(caller).body("nonsense"), 200, "{}");

        given().get("/api/requests/" + id + "/cache")
                .then()
                .statusCode(422)
                .contentType("application/problem+json");
    }

    private ExchangeId add(Caller who, String system, long read, long written) {
        TestRecord.Arrival arrival = arrival().caller(who).body(BODY.replace("SYSTEM", system));
        String usage =
                """
                {"input_tokens": 10, "cache_read_input_tokens": %d,
                 "cache_creation_input_tokens": %d, "output_tokens": 5}\
                """
                        .formatted(read, written);
        String start = "{\"message\": {\"id\": \"msg_1\", \"usage\": " + usage + "}}";
        String events =
                "event: message_start\ndata: "
                        + start.replace("\n", "")
                        + "\n\nevent: message_stop\ndata: {}\n\n";
        record.write(
                arrival.entry(),
                answered(arrival.id(), 200, new Header("content-type", "text/event-stream")),
                received(arrival.id(), 20, events),
                ended(arrival.id(), new Outcome.Completed()));
        return arrival.id();
    }
}
