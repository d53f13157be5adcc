package dev.ccproxy.data.context;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class ContextIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String session = UUID.randomUUID().toString();
    private final Script script = Script.of(session);
    private final TestRecord record = TestRecord.open();

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void tellsWhatFillsTheContextAndHowItGrew() {
        script.main().prompt("Mend it.").calls("toolu_1", "Bash", "{\"command\":\"make\"}");
        script.main().result("toolu_1", "a long output ".repeat(5_000)).answers("Mended.");
        script.main().prompt("Thanks.").answers("You are welcome.");
        new RecordedTraffic(91).record(record, script.exchanges());

        ValidatableResponse report = report(2);

        report.body("growth.size()", equalTo(2))
                .body("largest[0].kind", equalTo("tool_results"))
                .body("largest[0].name", equalTo("Bash"))
                .body("largest[0].about", equalTo("make"))
                .body("largest[0].position", equalTo(3));
        long whole = report.extract().<Integer>path("contextTokens");
        List<Integer> parts = report.extract().path("parts.estimatedTokens");
        long sum = parts.stream().mapToLong(Integer::longValue).sum();
        assertTrue(Math.abs(sum - whole) <= parts.size(), sum + " is not " + whole);
        assertEquals(parts.stream().sorted((a, b) -> b - a).toList(), parts);
        report.body("window", equalTo(200_000));
    }

    @Test
    void looksAtTheEndOfAnyTurn() {
        script.main().prompt("One.").answers("First.");
        script.main().prompt("Two.").answers("Second.");
        new RecordedTraffic(92).record(record, script.exchanges());
        List<Integer> turns = report(2).extract().path("growth.turn");

        given().get(path() + "?turn=" + turns.getFirst())
                .then()
                .statusCode(200)
                .body("growth.turn", equalTo(turns))
                .body("parts.findAll { it.kind == 'prompts' }.blocks", contains(1));
        given().get(path() + "?turn=999999").then().statusCode(404);
        given().get("/api/conversations/nonsense/context").then().statusCode(404);
    }

    private String path() {
        return "/api/conversations/" + session + "/context";
    }

    /// The report once so many turns are in the index.
    private ValidatableResponse report(int turns) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = given().get(path());
            if (answer.statusCode() == 200 && answer.jsonPath().getList("growth").size() == turns) {
                return answer.then();
            }
            assertTrue(System.nanoTime() < deadline, "it is not indexed: " + answer.asString());
            LockSupport.parkNanos(10_000_000);
        }
    }
}
