package dev.ccproxy.data.content;

import static dev.ccproxy.data.TestRecord.answered;
import static dev.ccproxy.data.TestRecord.arrival;
import static dev.ccproxy.data.TestRecord.ended;
import static dev.ccproxy.data.TestRecord.received;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Outcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class ContentIT {
    private static final String BODY =
            """
            {"model": "claude-sonnet-4-5", "max_tokens": 32000, "stream": true,
             "system": "You are.",
             "tools": [{"name": "Bash", "input_schema": {"type": "object"}}],
             "messages": [
               {"role": "user", "content": "<img src=x onerror=alert(1)>"},
               {"role": "assistant", "content": [
                 {"type": "tool_use", "id": "t1", "name": "Bash", "input": {"command": "ls"}}]},
               {"role": "user", "content": [
                 {"type": "tool_result", "tool_use_id": "t1", "content": "a.txt",
                  "cache_control": {"type": "ephemeral", "ttl": "1h"}},
                 {"type": "hologram", "data": 7}]}]}
            """;

    private static final String STREAM =
            """
            event: message_start
            data: {"message": {"id": "msg_1", "model": "claude-sonnet-4-5-20250929", "usage": {"input_tokens": 1000, "cache_read_input_tokens": 3000, "output_tokens": 1, "service_tier": "standard"}}}

            event: content_block_start
            data: {"index": 0, "content_block": {"type": "text", "text": ""}}

            event: content_block_delta
            data: {"index": 0, "delta": {"type": "text_delta", "text": "One file"}}

            event: content_block_delta
            data: {"index": 0, "delta": {"type": "text_delta", "text": ": é"}}

            event: content_block_start
            data: {"index": 1, "content_block": {"type": "tool_use", "id": "t2", "name": "Bash", "input": {}}}

            event: content_block_delta
            data: {"index": 1, "delta": {"type": "input_json_delta", "partial_json": "{\\"command\\": \\"pwd\\"}"}}

            event: message_delta
            data: {"delta": {"stop_reason": "tool_use"}, "usage": {"output_tokens": 200}}

            event: message_stop
            data: {}

            """;

    private final TestRecord record = TestRecord.open();

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void takesTheRequestApart() {
        content(add(), "")
                .body("model", equalTo("claude-sonnet-4-5"))
                .body("parameters.max_tokens", equalTo(32_000))
                .body("parameters.stream", equalTo(true))
                .body("parameters.messages", nullValue())
                .body("tools[0].json.name", equalTo("Bash"))
                .body("system[0].json.text", equalTo("You are."))
                .body("messageCount", equalTo(3))
                .body("next", nullValue())
                .body("messages.role", contains("user", "assistant", "user"))
                .body("messages[0].blocks[0].json.text", equalTo("<img src=x onerror=alert(1)>"))
                .body("messages[1].blocks[0].json.input.command", equalTo("ls"))
                .body("messages[2].blocks[0].cacheTtlSeconds", equalTo(3_600))
                .body("messages[2].blocks[1].json.data", equalTo(7));
    }

    /// By hand: 1,000 x $3 + 200 x $15 + 3,000 x $0.30 per million; reading saved 3,000 x $2.70.
    @Test
    void reckonsTheCostAndSharesTheTokens() {
        ValidatableResponse content = content(add(), "");

        content.body("usage.inputTokens", equalTo(1_000))
                .body("usage.cacheReadTokens", equalTo(3_000))
                .body("usage.totalInputTokens", equalTo(4_000))
                .body("usage.outputTokens", equalTo(200))
                .body("cost.input", equalTo(0.003f))
                .body("cost.output", equalTo(0.003f))
                .body("cost.cacheRead", equalTo(0.0009f))
                .body("cost.total", equalTo(0.0069f))
                .body("cacheEffect.saved", equalTo(0.0081f))
                .body("calibrated", equalTo(true));
        int sum =
                content.extract().<Integer>path("tools.estimatedTokens.sum()")
                        + content.extract().<Integer>path("system.estimatedTokens.sum()")
                        + content.extract()
                                .<Integer>path("messages.blocks.flatten().estimatedTokens.sum()");
        assertEquals(4_000, sum, 3);
    }

    @Test
    void putsTheAnswerTogether() {
        content(add(), "")
                .body("answer.id", equalTo("msg_1"))
                .body("answer.content[0].type", equalTo("text"))
                .body("answer.content[0].text", equalTo("One file: é"))
                .body("answer.content[1].name", equalTo("Bash"))
                .body("answer.content[1].input.command", equalTo("pwd"))
                .body("answer.stopReason", equalTo("tool_use"))
                .body("answer.complete", equalTo(true))
                .body("answer.error", nullValue());
    }

    @Test
    void pagesThroughMessages() {
        ExchangeId id = add();

        content(id, "?from=1&limit=1")
                .body("messages.index", contains(1))
                .body("messageCount", equalTo(3))
                .body("next", equalTo(2));
        content(id, "?from=9&limit=1").body("messages.size()", equalTo(0));
        given().get("/api/requests/" + id + "/content?limit=0").then().statusCode(400);
    }

    @Test
    void anUnpricedModelCostsNothingThatIsKnown() {
        ExchangeId id =
                record.add(
                        arrival().body("{\"model\": \"mystery\", \"messages\": []}"),
                        200,
                        "{\"usage\": {\"input_tokens\": 5, \"output_tokens\": 1}}");

        content(id, "")
                .body("usage.inputTokens", equalTo(5))
                .body("cost", nullValue())
                .body("cacheEffect", nullValue());
    }

    @Test
    void tellsWhatWentWrong() {
        String error =
                "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\":"
                        + " \"Overloaded\"}}";
        ExchangeId id = record.add(arrival().body(BODY), 529, error);

        content(id, "")
                .body("answer.error.type", equalTo("overloaded_error"))
                .body("usage", nullValue())
                .body("calibrated", equalTo(false));
    }

    @Test
    void whatHasEndedIsNotSentTwice() {
        ExchangeId id = add();
        String url = "/api/requests/" + id + "/content";
        String tag =
                given().get(url).then().header("ETag", notNullValue()).extract().header("ETag");

        given().header("If-None-Match", tag).get(url).then().statusCode(304);
        given().header("If-None-Match", tag).get(url + "?limit=1").then().statusCode(200);
    }

    @Test
    void isCompressedOnTheWay() {
        given().header("Accept-Encoding", "gzip")
                .get("/api/requests/" + add() + "/content")
                .then()
                .header("Content-Encoding", "gzip")
                .header("X-Content-Type-Options", "nosniff");
    }

    private ExchangeId add() {
        TestRecord.Arrival arrival = arrival().body(BODY);
        record.write(
                arrival.entry(),
                answered(
                        arrival.id(),
                        200,
                        new Header("content-type", "text/event-stream; charset=utf-8")),
                received(arrival.id(), 20, STREAM),
                ended(arrival.id(), new Outcome.Completed()));
        return arrival.id();
    }

    private static ValidatableResponse content(ExchangeId id, String query) {
        return given().get("/api/requests/" + id + "/content" + query).then().statusCode(200);
    }
}
