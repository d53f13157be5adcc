package dev.ccproxy.data.statistics;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.RecordedTraffic;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.traffic.Script;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.Selection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script's first request is sent at nine o'clock UTC, each other ten seconds later, and every
/// answer takes 3 tokens of input, reads 1,000, writes 100 and has 50 of output.
@QuarkusTest
@WithTestResource(RecordFolder.class)
@TestProfile(StatisticsIT.Budgets.class)
class StatisticsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DAY = "from=2026-11-02T00:00:00Z&until=2026-11-03T00:00:00Z";
    private static final String UNIFIED = "anthropic-ratelimit-unified-5h-";

    @Inject Index index;

    @Inject Recording recording;

    /// An exchange that was deleted never comes back, so each test has ids of its own.
    private static final AtomicInteger WRITERS = new AtomicInteger();

    private final String session = UUID.randomUUID().toString();
    private final RecordedTraffic traffic = new RecordedTraffic(WRITERS.incrementAndGet());
    private final Script script = Script.of(session);
    private final TestRecord record = TestRecord.open();

    /// One wants to spend $25 a day.
    public static final class Budgets implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("proxy-data.budget.daily", "25.50");
        }
    }

    @BeforeEach
    void forget() {
        record.delete(new Selection.Everything());
        awaitIndexed();
        assertEquals(0, requests());
    }

    @AfterEach
    void closeRecord() {
        record.close();
    }

    private void talk() {
        script.main()
                .prompt("Look.")
                .calls("t1", "Read", "{\"file_path\":\"/home/dev/shop/a.ts\"}");
        script.main().result("t1", "const a = 1").callsAgents("Explore", "t2", "Go.");
        script.agent("a0000000000000001").prompt("Go.").answers("Gone.");
        script.main().failure("t2", "it broke").answers("So it goes.");
        script.aside(TrafficExchange.Kind.TITLE);
        script.main().prompt("Again.").fails(529);
        traffic.record(record, script.exchanges());
        awaitIndexed();
    }

    @Test
    void tellsWhatWasUsed() {
        talk();

        get("/api/stats/usage?by=hour&zone=Asia/Kolkata&group=agent&" + DAY)
                .body("zone", equalTo("Asia/Kolkata"))
                .body("total.requests", equalTo(6))
                .body("total.failedRequests", equalTo(1))
                .body("total.tokens.cacheRead", equalTo(5_000))
                .body("total.tokens.output", equalTo(250))
                .body("total.spending.unpricedRequests", equalTo(5))
                .body("total.lostTokens", equalTo(2 * 100))
                .body("groups.key", equalTo(List.of("main", "Explore", "side")))
                .body("groups.usage.requests", equalTo(List.of(4, 1, 1)))
                .body("groups[0].points.period", equalTo(List.of(9)))
                .body("groups[0].points[0].tokens", equalTo(3 * 1_153))
                .body("periods", hasSize(25))
                .body("periods[9].startedAt", equalTo("2026-11-02T08:30:00Z"))
                .body("periods[9].usage.requests", equalTo(6))
                .body("errors", equalTo(List.of(Map.of("type", "overloaded_error", "requests", 1))))
                .body("firstAt", equalTo("2026-11-02T00:00:00Z"))
                .body("budgets", hasSize(1))
                .body("budgets[0].period", equalTo("day"))
                .body("budgets[0].limit", equalTo(25.5f));
    }

    @Test
    void tellsOnlyOfWhatIsAskedFor() {
        talk();

        usage("&agent=Explore").body("total.requests", equalTo(1));
        usage("&class=title").body("total.requests", equalTo(1));
        usage("&project=/home/dev/shop&class=main").body("total.requests", equalTo(4));
        usage("&model=claude-opus-4-9&provider=anthropic&class=agent")
                .body("total.requests", equalTo(1));
        usage("&project=/nowhere").body("total.requests", equalTo(0)).body("firstAt", nullValue());
        usage("&project=%27%20OR%201=1--").body("total.requests", equalTo(0));
    }

    @Test
    void forgetsWhatIsDeleted() {
        talk();

        record.delete(new Selection.One(traffic.id(script.exchanges().getFirst())));
        awaitIndexed();
        assertEquals(5, requests());
        tools().body("tools.find { it.name == 'Read' }.calls", equalTo(0))
                .body("mostRead", hasSize(0));

        record.delete(new Selection.Session(session));
        awaitIndexed();
        assertEquals(0, requests());
        tools().body("tools", hasSize(0));
    }

    @Test
    void tellsHowFastAnswersWere() {
        talk();

        get("/api/stats/performance?" + DAY)
                .body("total.requests", equalTo(6))
                .body("total.failedRequests", equalTo(1))
                .body("total.duration.count", equalTo(5))
                .body("total.duration.p50", near(2_000))
                .body("models.model", hasItem("claude-opus-4-9"))
                .body("errors[0].type", equalTo("overloaded_error"));
        get("/api/stats/performance?model=other&" + DAY)
                .body("total.requests", equalTo(0))
                .body("total.duration.p50", nullValue());
    }

    private static org.hamcrest.Matcher<Float> near(float value) {
        return org.hamcrest.Matchers.allOf(
                org.hamcrest.Matchers.greaterThan(value * 0.98f),
                org.hamcrest.Matchers.lessThan(value * 1.02f));
    }

    @Test
    void tellsHowToolsWereUsed() {
        talk();

        tools().body("tools.find { it.name == 'Read' }.calls", equalTo(1))
                .body("tools.find { it.name == 'Read' }.results", equalTo(1))
                .body("tools.find { it.name == 'Read' }.failed", equalTo(0))
                .body("tools.find { it.name == 'Read' }.totalMillis", equalTo(8_000))
                .body("tools.find { it.name == 'Agent' }.failed", equalTo(1))
                .body("tools.find { it.name == 'Bash' }.offeredRequests", equalTo(5))
                .body("mostRead[0].path", equalTo("/home/dev/shop/a.ts"))
                .body("mostRead[0].reads", equalTo(1));
        get("/api/stats/tools?project=/nowhere&" + DAY).body("tools", hasSize(0));
    }

    @Test
    void tellsWhatIsLeftOfLimits() {
        ExchangeId first = limited("2026-11-02T10:00:00Z", "0.80");
        ExchangeId last = limited("2026-11-02T10:05:00Z", "0.25");
        limited("2026-11-02T11:00:00Z", "0.30");

        ValidatableResponse limits = get("/api/stats/rate-limits?by=hour&" + DAY);
        limits.body("limits", hasSize(1))
                .body("limits[0].organization", equalTo("org-1"))
                .body("limits[0].name", equalTo("unified-5h"))
                .body("limits[0].used", equalTo(0.3f))
                .body("limits[0].headroom", equalTo(0.7f))
                .body("limits[0].status", equalTo("allowed"))
                .body("limits[0].observedAt", equalTo("2026-11-02T11:00:00Z"))
                .body("limits[0].resetsAt", equalTo("2026-11-02T14:00:00Z"))
                .body("limits[0].peaks.period", equalTo(List.of(10, 11)))
                .body("limits[0].peaks.used", equalTo(List.of(0.8f, 0.3f)));

        record.delete(new Selection.One(first));
        awaitIndexed();
        get("/api/stats/rate-limits?by=hour&" + DAY)
                .body("limits[0].peaks.used", equalTo(List.of(0.25f, 0.3f)));
        record.delete(new Selection.One(last));
        awaitIndexed();
        get("/api/stats/rate-limits?by=hour&" + DAY)
                .body("limits[0].peaks.used", equalTo(List.of(0.3f)));
    }

    private ExchangeId limited(String time, String used) {
        ExchangeId id =
                new ExchangeId(
                        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time))
                                << ExchangeId.WRITER_BITS);
        TestRecord.Arrival some = TestRecord.arrival();
        record.write(
                new TestRecord.Arrival(
                                id,
                                some.path(),
                                some.caller(),
                                some.model(),
                                some.headers(),
                                some.body())
                        .entry(),
                TestRecord.answered(
                        id,
                        200,
                        new Header("Anthropic-Organization-Id", "org-1"),
                        new Header(UNIFIED + "utilization", used),
                        new Header(UNIFIED + "status", "allowed"),
                        new Header(UNIFIED + "reset", "1793628000")),
                TestRecord.ended(id, new Outcome.Completed()));
        awaitIndexed();
        return id;
    }

    @Test
    void tellsCostsAsATable() {
        talk();

        get("/api/costs?by=all&group=class&group=model&" + DAY)
                .body("items", hasSize(3))
                .body("items.find { it.class == 'agent' }.usage.requests", equalTo(1))
                .body("items.find { it.class == 'agent' }.model", equalTo("claude-opus-4-9"))
                .body("items[0].project", nullValue())
                .body("more", equalTo(false));
        get("/api/costs?limit=1&group=class&" + DAY)
                .body("items", hasSize(1))
                .body("items[0].startedAt", equalTo("2026-11-02T00:00:00Z"))
                .body("more", equalTo(true));
    }

    @Test
    void givesCostsAsAFile() {
        talk();

        String file =
                given().get("/api/costs/csv?zone=Europe/Berlin&group=agent&" + DAY)
                        .then()
                        .statusCode(200)
                        .contentType(startsWith("text/csv"))
                        .header("Content-Disposition", containsString("ccproxy-costs-by-day.csv"))
                        .extract()
                        .asString();
        List<String> lines = file.lines().toList();
        assertEquals(4, lines.size());
        assertTrue(lines.getFirst().startsWith("started_at,agent,requests,failed_requests,"));
        assertTrue(
                lines.contains(
                        "2026-11-02T00:00:00+01:00,\"Explore\",1,0,1,3,1000,100,0,50,"
                                + "0,0,0,0,0,0,0,0,0,0,0"),
                file);
    }

    @Test
    void sparesWhoHasTheAnswer() {
        String url = "/api/stats/usage?" + DAY;
        String tag = get(url).extract().header("ETag");
        asking(tag).get(url).then().statusCode(304);
        asking(tag).get(url + "&by=week").then().statusCode(200).header("ETag", not(equalTo(tag)));

        talk();
        asking(tag).get(url).then().statusCode(200).body("total.requests", equalTo(6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats/usage?by=minute",
                "stats/usage?group=colour",
                "stats/usage?zone=Mars",
                "stats/usage?from=yesterday",
                "stats/usage?from=2026-11-03T00:00:00Z&until=2026-11-02T00:00:00Z",
                "stats/performance?by=hour&from=2020-01-01T00:00:00Z",
                "stats/tools?until=never",
                "stats/rate-limits?by=%27",
                "costs?limit=0",
                "costs?limit=10001",
                "costs/csv?group=password"
            })
    void refusesWhatMakesNoSense(String path) {
        given().urlEncodingEnabled(false)
                .get("/api/" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Bad request"));
    }

    private static ValidatableResponse usage(String parameters) {
        return given().urlEncodingEnabled(false)
                .get("/api/stats/usage?" + DAY + parameters)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse tools() {
        return get("/api/stats/tools?" + DAY);
    }

    private static RequestSpecification asking(String knownTag) {
        return given().urlEncodingEnabled(false).header("If-None-Match", knownTag);
    }

    private static ValidatableResponse get(String url) {
        return given().urlEncodingEnabled(false).get(url).then().statusCode(200);
    }

    private static long requests() {
        return ((Number)
                        given().get("/api/stats/usage?" + DAY)
                                .then()
                                .statusCode(200)
                                .extract()
                                .path("total.requests"))
                .longValue();
    }

    /// Waits until all that is on record is indexed.
    private void awaitIndexed() {
        long newest = recording.read(ExchangeReader::revision);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Long.valueOf(newest).equals(index.progress().revision())) {
            assertTrue(
                    System.nanoTime() < deadline,
                    () -> "change " + newest + " is not indexed in time: " + index.progress());
            LockSupport.parkNanos(10_000_000);
        }
    }
}
