package dev.ccproxy.data.difference;

import static dev.ccproxy.data.TestRecord.arrival;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class DifferenceIT {
    private static final String BODY =
            """
            {'model': 'm1', 'max_tokens': 100,
             'tools': [{'name': 'Bash'}, {'name': 'Edit'}],
             'system': [{'type': 'text', 'text': 'One\\nTwo\\nThree\\nFour\\nFive\\nSix\\nSeven',
                         'cache_control': {'type': 'ephemeral'}}],
             'messages': [{'role': 'user', 'content': 'Fix it'}]}
            """;

    private final TestRecord record = TestRecord.open();

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void equalRequestsAreRunsOfEqualBlocks() {
        String unmarked = BODY.replaceAll(",\\s*'cache_control': \\{[^}]*}", "");
        String asBlock = unmarked.replace("'Fix it'", "[{'type': 'text', 'text': 'Fix it'}]");

        compare(BODY, asBlock)
                .body("counts.equal", equalTo(4))
                .body("counts.changed", equalTo(0))
                .body("blocks.kind", contains("equal", "equal", "equal"))
                .body("blocks.part", contains("tools", "system", "messages"))
                .body("blocks.blocks", contains(2, 1, 1))
                .body("parameters", empty())
                .body("headers", empty())
                .body("truncated", equalTo(false));
    }

    @Test
    void tellsToolsThatCameAndWent() {
        compare(BODY, BODY.replace("{'name': 'Edit'}", "{'name': 'Grep'}, {'name': 'Glob'}"))
                .body("counts.removed", equalTo(1))
                .body("counts.added", equalTo(2))
                .body("blocks[1].kind", equalTo("removed"))
                .body("blocks[1].from.label", equalTo("Edit"))
                .body("blocks[1].from.index", equalTo(1))
                .body("blocks[1].to", nullValue())
                .body("blocks[2].to.label", equalTo("Grep"))
                .body("blocks[3].to.index", equalTo(2));
    }

    @Test
    void tellsLongTextsLineByLine() {
        compare(BODY, BODY.replace("Five\\n", "5\\n"))
                .body("counts.changed", equalTo(1))
                .body("blocks[1].kind", equalTo("changed"))
                .body(
                        "blocks[1].lines.kind",
                        contains("equal", "equal", "equal", "removed", "added", "equal", "equal"))
                .body(
                        "blocks[1].lines.text",
                        contains("Two", "Three", "Four", "Five", "5", "Six", "Seven"));
    }

    @Test
    void tellsMessagesThatWereAdded() {
        String next =
                BODY.replace(
                        "'content': 'Fix it'}",
                        "'content': 'Fix it'}, {'role': 'assistant', 'content': 'Done.'}");

        compare(BODY, next)
                .body("counts.equal", equalTo(4))
                .body("counts.added", equalTo(1))
                .body("blocks[3].to.label", equalTo("assistant"))
                .body("blocks[3].lines.text", contains("Done."));
    }

    @Test
    void tellsParametersAndHeaders() {
        compare(
                        BODY,
                        BODY.replace("100", "200")
                                .replace("'m1'", "'m1', 'thinking': {'type': 'adaptive'}"))
                .body("parameters.name", contains("max_tokens", "thinking"))
                .body("parameters[0].from", equalTo("100"))
                .body("parameters[0].to", equalTo("200"))
                .body("parameters[1].from", nullValue());

        ExchangeId one =
                record.add(
                        arrival().body(json(BODY)).headers(new Header("X-Beta", "a")), 200, "{}");
        ExchangeId other =
                record.add(
                        arrival().body(json(BODY)).headers(new Header("x-beta", "b")), 200, "{}");
        given().get("/api/requests/" + one + "/difference/" + other)
                .then()
                .body("headers.size()", equalTo(1))
                .body("headers[0].name", equalTo("x-beta"))
                .body("headers[0].from", equalTo("a"))
                .body("headers[0].to", equalTo("b"));
    }

    @Test
    void staysWithinBounds() {
        String many = "x\\\\n".repeat(9_000);

        compare(BODY, BODY.replace("'Fix it'", "'" + many.replace("\\\\", "\\") + "'"))
                .body("truncated", equalTo(true))
                .body("blocks.lines.flatten().size()", lessThanOrEqualTo(3_000));
    }

    private ValidatableResponse compare(String from, String to) {
        ExchangeId one = record.add(arrival().body(json(from)), 200, "{}");
        ExchangeId other = record.add(arrival().body(json(to)), 200, "{}");
        return given().get("/api/requests/" + one + "/difference/" + other)
                .then()
                .statusCode(200)
                .body("fromId", equalTo(one.toString()))
                .body("toId", equalTo(other.toString()));
    }

    private static String json(String body) {
        return body.replace('\'', '"');
    }
}
