package dev.ccproxy.data.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.RecordedTraffic;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.fixtures.traffic.Script;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class SearchIT {
    private static final AtomicInteger TESTS = new AtomicInteger(900);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String session = UUID.randomUUID().toString();
    private final RecordedTraffic traffic = new RecordedTraffic(TESTS.incrementAndGet());
    private final Script script = Script.of(session);
    private final TestRecord record = TestRecord.open();

    @BeforeEach
    void record() {
        script.main()
                .prompt("Mend the <b>till</b>, please.")
                .calls("toolu_1", "Bash", "{\"command\":\"grep -rn roundHalfUp src/till\"}");
        script.main()
                .failure("toolu_1", "grep: src/till: No such file")
                .callsAgents("Explore", "toolu_2", "Find the till.");
        script.agent("a0000000000000001").prompt("Find the till.").answers("The till is here.");
        traffic.record(record, script.exchanges());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (search("till").extract().<List<String>>path("items.kind").size() < 6) {
            assertTrue(System.nanoTime() < deadline, "it did not come in time");
            LockSupport.parkNanos(10_000_000);
        }
    }

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void tellsWhereTheWordsAre() {
        search("mend the till")
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("prompt"))
                .body("items[0].snippet.text", equalTo("Mend the <b>till</b>, please."))
                .body("items[0].snippet.marks.start", contains(0, 5, 12))
                .body("items[0].snippet.marks.end", contains(4, 8, 16))
                .body("items[0].conversationId", equalTo(session))
                .body("items[0].sessionId", equalTo(session))
                .body("items[0].project", equalTo("/home/dev/shop"))
                .body("items[0].agentType", nullValue())
                .body("items[0].message", notNullValue())
                .body(
                        "items[0].request",
                        equalTo(traffic.id(script.exchanges().getFirst()).toString()))
                .body("items[0].at", equalTo("2026-11-02T09:00:00Z"))
                .body("next", nullValue());
        int message = search("mend the till").extract().path("items[0].message");
        given().get("/api/conversations/" + session + "/messages")
                .then()
                .body("items.find { it.id == " + message + " }.kind", equalTo("prompt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "till|role=user|prompt,tool_result,prompt",
                "till|role=assistant|answer,tool_input,tool_input",
                "till|kind=answer|answer",
                "till|kind=answer,tool_result|answer,tool_result",
                "till|tool=Bash|tool_input,tool_result",
                "till|tool=Agent|tool_input",
                "till|error=true|tool_result",
                "till|agent=main|prompt,tool_input,tool_input,tool_result",
                "till|agent=Explore|answer,prompt",
                "till|agent=a0000000000000001&role=user|prompt",
                "till|model=claude-other|''",
                "till|project=/home/dev|''",
                "till|until=2026-11-02T09:00:01Z|prompt",
                "till|from=2026-11-02T09:00:01Z&kind=prompt|prompt",
                "roundHalf|x=|tool_input",
                "half|x=|tool_input",
                "roundhalfup|x=|tool_input",
                "HalfUp|x=|tool_input",
                "src/till|x=|tool_input,tool_result",
                "\"no such\"|x=|tool_result",
                "\"such no\"|x=|''",
                "till -mend -grep|agent=main|tool_input",
                "ti|kind=prompt|prompt,prompt",
            })
    void filters(String typed, String filter, String kinds) {
        List<String> expected = kinds.isEmpty() ? List.of() : List.of(kinds.split(","));
        search(typed, "&" + filter)
                .body("items.kind", containsInAnyOrder(expected.toArray(String[]::new)));
    }

    @Test
    void looksInOneConversation() {
        search("till", "&conversation=" + session + ".a0000000000000001")
                .body("items.agentType", contains("Explore", "Explore"));
    }

    @Test
    void givesTheNewestFirstWhereAskedTo() {
        List<String> times =
                search("till", "&sort=newest").extract().<List<String>>path("items.at");
        assertEquals(times.stream().sorted((a, b) -> b.compareTo(a)).toList(), times);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "\"\"\"",
                "' OR 1=1 --",
                "'; DROP TABLE message; --",
                "a AND",
                "NOT",
                "(",
                "text:",
                "*",
                "a*b*",
                "^a",
                "{text heads}: a",
                "NEAR(a b)",
                "-",
                "- -",
                "%",
                "\\",
                "a\u0000b",
                "rank MATCH 'x'",
                "till\"; x",
                "-till",
                "😀",
                "half a sign"
            })
    void isNoErrorWhateverIsTyped(String typed) {
        given().queryParam("q", typed).get("/api/search").then().statusCode(200);
        given().queryParam("q", "till")
                .queryParam("session", typed)
                .queryParam("project", typed)
                .queryParam("agent", typed)
                .queryParam("tool", typed)
                .get("/api/search")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "before=x",
                "before=1.2",
                "before=1.2.99999999",
                "kind=nothing",
                "kind='",
                "role=robot",
                "role=user&kind=answer",
                "sort=rank",
                "error=maybe",
                "from=yesterday",
                "until=%2B1000000000-12-31T23:59:59Z"
            })
    void refusesWhatMakesNoSense(String parameters) {
        given().urlEncodingEnabled(false)
                .get("/api/search?q=till&" + parameters)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void refusesEndlessQuestions() {
        given().queryParam("q", "a".repeat(501)).get("/api/search").then().statusCode(400);
    }

    private ValidatableResponse search(String typed) {
        return search(typed, "");
    }

    private ValidatableResponse search(String typed, String more) {
        return given().urlEncodingEnabled(true)
                .queryParam("q", typed)
                .get("/api/search?session=" + session + more)
                .then()
                .statusCode(200);
    }
}
