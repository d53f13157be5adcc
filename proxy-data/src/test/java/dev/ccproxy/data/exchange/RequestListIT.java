package dev.ccproxy.data.exchange;

import static dev.ccproxy.data.TestRecord.answered;
import static dev.ccproxy.data.TestRecord.arrival;
import static dev.ccproxy.data.TestRecord.received;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.RecordedTraffic;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.traffic.Script;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.Selection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of requests as the index tells them.
@QuarkusTest
@WithTestResource(RecordFolder.class)
class RequestListIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Tells this test's exchanges from those of other tests.
    private final String session = UUID.randomUUID().toString();

    private final TestRecord record = TestRecord.open();

    @AfterEach
    void closeRecord() {
        record.close();
    }

    /// By hand, for Claude Opus 4.5 at $5, $25, $0.50 and $6.25 per million tokens: 10 x $5 + 5 x
    /// $25 + 20,000 x $0.50 + 4,000 x $6.25.
    @Test
    void tellsWhatAnAnswerTookAndCost() {
        add(new Took(30, 15, 20_000, 4_000, 5));
        awaitIndexed(1);

        list("").body("items[0].facts.kind", equalTo("main"))
                .body("items[0].facts.conversationId", equalTo(session))
                .body("items[0].facts.agentType", nullValue())
                .body("items[0].facts.charge.inputTokens", equalTo(10))
                .body("items[0].facts.charge.cacheReadTokens", equalTo(20_000))
                .body("items[0].facts.charge.cacheWrite5mTokens", equalTo(4_000))
                .body("items[0].facts.charge.outputTokens", equalTo(5))
                .body("items[0].facts.charge.cacheRatio", equalTo(20_000 / 24_010f))
                .body("items[0].facts.charge.cost", equalTo(0.035175f))
                .body("total", equalTo(1));
    }

    @Test
    void tellsToolsAgentsAndSideRequests() {
        Script script = Script.of(session);
        script.aside(TrafficExchange.Kind.TITLE);
        script.main().prompt("Look.").callsAgents("Explore", "toolu_1", "Go.");
        script.agent("a0000000000000001").prompt("Go.").calls("toolu_2", "Bash", "{}");
        record(script);

        list("&order=asc")
                .body("items.facts.kind", contains("title", "main", "agent"))
                .body("items[0].facts.conversationId", nullValue())
                .body("items[0].facts.charge.cost", nullValue())
                .body("items[1].facts.tools", contains("Agent"))
                .body("items[1].facts.stopReason", equalTo("tool_use"))
                .body("items[2].facts.agentType", equalTo("Explore"))
                .body("items[2].facts.tools", contains("Bash"))
                .body("items[2].agentId", equalTo("a0000000000000001"));
        list("&tool=Bash").body("items.facts.kind", contains("agent")).body("total", equalTo(1));
        list("&agentType=Explore").body("items.facts.kind", contains("agent"));
        list("&kind=title").body("items.facts.kind", contains("title"));
        list("&provider=anthropic").body("total", equalTo(3));
        list("&provider=openai").body("items", empty());
        list("&kind=main").body("items.facts.kind", contains("main"));
        list("&conversation=" + session).body("items.facts.kind", contains("main"));
        list("&tool=Bash&kind=main").body("items", empty());
        given().get("/api/requests/values")
                .then()
                .body("tools", hasItems("Agent", "Bash"))
                .body("providers", hasItems("anthropic"))
                .body("agentTypes", hasItems("Explore"))
                .body("kinds", hasItems("main", "agent", "title"))
                .body("models", hasItems("claude-opus-4-9"));
    }

    @ParameterizedTest
    @CsvSource({
        "duration, 1 0 2",
        "first_token, 2 1 0",
        "cost, 2 0 1",
        "tokens, 0 2 1",
        "cache_ratio, 0 1 2",
        "time, 2 1 0",
    })
    void sorts(String sort, String expected) {
        List<ExchangeId> ids =
                List.of(
                        add(new Took(30, 10, 50_000, 0, 5)),
                        add(new Took(90, 20, 2_000, 500, 5)),
                        add(new Took(25, 24, 2_000, 12_000, 5)));
        TestRecord.Arrival cut = arrival().caller(new Caller(session, null, null, null));
        record.write(cut.entry(), TestRecord.ended(cut.id(), new Outcome.ClientAborted()));
        awaitIndexed(3);
        record.delete(new Selection.One(cut.id()));
        awaitInIndex(3);

        List<String> wanted =
                List.of(expected.split(" ")).stream()
                        .map(place -> ids.get(Integer.parseInt(place)).toString())
                        .toList();
        assertEquals(wanted, ids("&sort=" + sort));
        assertEquals(wanted.reversed(), ids("&order=asc&sort=" + sort));
    }

    @Test
    void leavesOutWhatLacksTheFigure() {
        ExchangeId whole = add(new Took(30, 10, 50_000, 0, 5));
        TestRecord.Arrival open = arrival().caller(new Caller(session, null, null, null));
        record.write(open.entry());
        awaitIndexed(1);

        assertEquals(List.of(whole.toString()), ids("&sort=duration"));
        assertEquals(List.of(open.id().toString(), whole.toString()), ids(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "duration", "cost", "cache_ratio"})
    void pagesThroughEverythingOnceThoughMuchIsEqual(String sort) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            written.add(add(new Took(30, 10, 1_000L * (i / 3), 1_000, 5)).toString());
        }
        awaitIndexed(7);

        for (String order : List.of("asc", "desc")) {
            List<String> read = new ArrayList<>();
            String next = "";
            do {
                ValidatableResponse page = list("&limit=2&sort=" + sort + "&order=" + order + next);
                read.addAll(page.extract().<List<String>>path("items.id"));
                String cursor = page.extract().path("next");
                next = cursor == null ? "" : "&before=" + cursor;
            } while (!next.isEmpty());
            assertEquals(order.equals("asc") ? written : written.reversed(), read);
        }
    }

    @Test
    void filtersByTime() {
        ExchangeId first = add(new Took(30, 10, 0, 0, 5));
        ExchangeId second = add(new Took(30, 10, 0, 0, 5));
        awaitIndexed(2);
        String start = given().get("/api/requests/" + second).path("summary.startedAt");

        assertEquals(List.of(second.toString()), ids("&from=" + start));
        assertEquals(List.of(first.toString()), ids("&until=" + start));
    }

    /// The best of a few tries, as other processes may have the machine just then.
    @Test
    void isIndexedHalfASecondAfterItsEnd() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5 && best > 500; i++) {
            ExchangeId id = add(new Took(30, 10, 1_000, 0, 5));
            long ended = System.nanoTime();
            await(() -> given().get("/api/requests/" + id).path("summary.facts.charge") != null);
            best = Math.min(best, Duration.ofNanos(System.nanoTime() - ended).toMillis());
        }
        assertTrue(best <= 500, "took " + best + " ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=size",
                "order=up",
                "sort=cost&before=1QFKB6H2M0G01",
                "before=12~1QFKB6H2M0G01",
                "sort=cost&before=x~1QFKB6H2M0G01",
                "from=yesterday",
                "until='"
            })
    void refusesWhatMakesNoSense(String parameters) {
        given().get("/api/requests?" + parameters)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail.length()", lessThan(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tool",
                "provider",
                "agentType",
                "kind",
                "conversation",
                "model",
                "agent",
                "q"
            })
    void takesWhatIsAskedForAsText(String filter) {
        add(new Took(30, 10, 0, 0, 5));
        awaitIndexed(1);

        list("&" + filter + "='%20OR%201=1--").body("items", empty()).body("total", equalTo(0));
    }

    @Test
    void tellsOfTheFactsInTheDetailToo() {
        ExchangeId id = add(new Took(30, 15, 20_000, 4_000, 5));
        awaitIndexed(1);

        given().get("/api/requests/" + id)
                .then()
                .body("summary.facts.charge.cost", equalTo(0.035175f))
                .body("summary.facts.tools", containsInAnyOrder());
    }

    /// What an answer is to take.
    ///
    /// @param millis in all
    /// @param firstToken milliseconds until it
    private record Took(long millis, long firstToken, long read, long written, long output) {}

    private ExchangeId add(Took took) {
        TestRecord.Arrival arrival =
                arrival()
                        .caller(new Caller(session, null, null, null))
                        .model("claude-opus-4-5-20251101")
                        .body(
                                """
                                {"model": "claude-opus-4-5-20251101", "max_tokens": 9, "messages":
                                 [{"role": "user", "content": "Hi"}], "tools": [{"name": "Bash"}]}\
                                """);
        String usage =
                "{\"input_tokens\": 10, \"cache_read_input_tokens\": %d, \"cache_creation_input_tokens\": %d, \"output_tokens\": %d}"
                        .formatted(took.read, took.written, took.output);
        String events =
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"role\":\"assistant\",\"content\":[],\"model\":\"claude-opus-4-5-20251101\",\"usage\":"
                        + usage
                        + "}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        record.write(
                arrival.entry(),
                answered(arrival.id(), 200, new Header("content-type", "text/event-stream")),
                received(arrival.id(), took.firstToken, events),
                new RecordEntry.Ended(
                        arrival.id(),
                        new Outcome.Completed(),
                        Duration.ofMillis(took.millis),
                        Duration.ofMillis(took.firstToken),
                        true));
        return arrival.id();
    }

    private void record(Script script) {
        new RecordedTraffic(77).record(record, script.exchanges());
        awaitIndexed(script.exchanges().size());
    }

    private void awaitIndexed(int count) {
        await(() -> {
            List<Object> charges = list("").extract().path("items.facts.charge");
            return charges.stream().filter(java.util.Objects::nonNull).count() == count;
        });
    }

    /// The newest come from the record as well, where something may be gone sooner; the oldest come
    /// from the index alone.
    private void awaitInIndex(int count) {
        await(() -> ids("&order=asc").size() == count);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "nothing came of it");
            LockSupport.parkNanos(10_000_000);
        }
    }

    private List<String> ids(String parameters) {
        return list(parameters).extract().path("items.id");
    }

    private ValidatableResponse list(String parameters) {
        return given().urlEncodingEnabled(false)
                .get("/api/requests?session=" + session + parameters)
                .then()
                .statusCode(200);
    }
}
