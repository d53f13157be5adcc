package dev.ccproxy.data.conversation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.RecordedTraffic;
import dev.ccproxy.data.TestRecord;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class ConversationsIT {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Tells this test's exchanges from those of other tests.
    private final String session = UUID.randomUUID().toString();

    private final RecordedTraffic traffic = new RecordedTraffic(TESTS.incrementAndGet());
    private final Script script = Script.of(session);
    private final TestRecord record = TestRecord.open();
    private int recorded;

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void listsConversationsTheLastActiveFirst() {
        script.main().prompt("Look.").callsAgents("Explore", "toolu_1", "Go.");
        script.agent("a0000000000000001").prompt("Go.").answers("Gone.");
        index();

        list("").body("items.id", contains(session + ".a0000000000000001", session))
                .body("items[0].main", equalTo(false))
                .body("items[0].agentType", equalTo("Explore"))
                .body("items[0].parentId", equalTo(session))
                .body("items[0].spawnedBy", equalTo("toolu_1"))
                .body("items[1].title", equalTo("Look."))
                .body("items[1].project", equalTo("/home/dev/shop"))
                .body("items[1].agentType", nullValue())
                .body(
                        "items[1].startedAt",
                        equalTo(script.exchanges().getFirst().sent().toString()))
                .body("items[1].tokens.cacheRead", equalTo(1_000))
                .body("items[1].working", equalTo(false))
                .body("next", nullValue());
    }

    @Test
    void pagesThroughEverythingOnce() {
        for (int i = 0; i < 7; i++) {
            script.agent("a000000000000000" + i).prompt("Go.").answers("Gone " + i);
        }
        index();

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            ValidatableResponse page = list("&limit=3" + next);
            read.addAll(page.extract().<List<String>>path("items.agentId"));
            String cursor = page.extract().path("next");
            next = cursor == null ? "" : "&before=" + cursor;
        } while (!next.isEmpty());

        assertEquals(
                List.of(6, 5, 4, 3, 2, 1, 0).stream().map(i -> "a000000000000000" + i).toList(),
                read);
    }

    @ParameterizedTest
    @CsvSource({
        "agent=main, 1",
        "agent=Explore, 1",
        "agent=a0000000000000001, 1",
        "agent=Plan, 0",
        "model=claude-opus-4-9, 2",
        "model=claude-other, 0",
        "project=/home/dev/shop, 2",
        "project=/home/dev, 0",
        "from=2026-11-02T09:00:05Z, 1",
        "until=2026-11-02T09:00:05Z, 1",
        "from=2026-11-02T09:00:05Z&agent=main, 0",
        "q=LOOK, 1",
        "q=shop, 2",
        "q=look%20home/dev, 1",
        "q=look%20go, 0",
        "q=%25, 0",
        "q=_, 0",
        "q=%27, 0",
    })
    void filters(String filter, int expected) {
        script.main().prompt("Look.").callsAgents("Explore", "toolu_1", "Go.");
        script.agent("a0000000000000001").prompt("Go.").answers("Gone.");
        index();

        list("&" + filter).body("items.size()", equalTo(expected));
    }

    @Test
    void findsAConversationByTheTitleThatTheModelGave() {
        script.aside(TrafficExchange.Kind.TITLE);
        script.main().prompt("Look.").callsAgents("Explore", "toolu_1", "Go.");
        script.agent("a0000000000000001").prompt("Go.").answers("Gone.");
        index();

        list("&q=mending&agent=main")
                .body("items.title", contains("Look."))
                .body("items[0].sessionTitle", equalTo("Mending the till"))
                .body("items[0].agents", equalTo(1));
    }

    @Test
    void tellsWhereMessagesStandAndTheTurnsOfOneBranch() {
        script.main().prompt("One.").answers("First.");
        script.main().prompt("Two.").answers("Second.");
        script.main().rewind(2).prompt("Three.").answers("Third.");
        index();

        String id = "/api/conversations/" + session;
        List<Integer> turns =
                given().get(id + "/turns")
                        .then()
                        .body("items.prompt", contains("One.", "Two.", "Three."))
                        .body("items.position", contains(1, 3, 3))
                        .body("items[1].requests[0].answerPosition", equalTo(4))
                        .extract()
                        .path("items.id");
        int old =
                given().get(id + "/messages/" + turns.get(1))
                        .then()
                        .statusCode(200)
                        .body("position", equalTo(3))
                        .body("turn", equalTo(turns.get(1)))
                        .extract()
                        .<Integer>path("tip");
        given().get(id + "/turns?tip=" + old).then().body("items.prompt", contains("One.", "Two."));
        given().get(id + "/messages?tip=" + old)
                .then()
                .body("items[0].followers", equalTo(1))
                .body("items[1].followers", equalTo(2))
                .body("items[3].content[0].text", equalTo("Second."));
        int shared = given().get(id + "/messages/" + turns.getFirst()).then().extract().path("tip");
        given().get(id + "/turns?tip=" + shared)
                .then()
                .body("items.prompt", contains("One.", "Three."));
        given().get(id + "/messages/999999").then().statusCode(404);
    }

    @Test
    void tellsOneConversationWithItsAgentsAndBranches() {
        script.aside(TrafficExchange.Kind.TITLE);
        script.main().prompt("One.").answers("First.");
        script.main().rewind(2).prompt("Two.").callsAgents("Plan", "toolu_1", "Go.");
        script.agent("a0000000000000001").prompt("Go.").answers("Gone.");
        index();

        given().get("/api/conversations/" + session)
                .then()
                .statusCode(200)
                .body("summary.requests", equalTo(2))
                .body("agents.id", contains(session + ".a0000000000000001"))
                .body("branches.kind", contains("start", "restart"))
                .body("branches[0].requests", equalTo(1))
                .body("sideRequests.kind", contains("title"))
                .body("sideRequests[0].requests", equalTo(1))
                .body("sideRequests[0].tokens.output", equalTo(50));
        given().get("/api/sessions")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.id == '" + session + "' }.title",
                        equalTo("Mending the till"))
                .body("items.find { it.id == '" + session + "' }.requests", equalTo(4))
                .body("items.find { it.id == '" + session + "' }.conversations", equalTo(2));
    }

    @Test
    void tellsTurnsPageByPage() {
        script.main().prompt("Mend it.").calls("toolu_1", "Bash", "{\"command\":\"make\"}");
        script.main().result("toolu_1", "done").answers("Mended.");
        script.main().prompt("Thanks.").answers("You are welcome.");
        index();

        ValidatableResponse first =
                given().get("/api/conversations/" + session + "/turns?limit=1")
                        .then()
                        .statusCode(200)
                        .body("items.prompt", contains("Mend it."))
                        .body("items[0].answer", equalTo("Mended."))
                        .body("items[0].requests.size()", equalTo(2))
                        .body("items[0].toolCalls[0].name", equalTo("Bash"))
                        .body("items[0].toolCalls[0].durationMicros", equalTo(8_000_000))
                        .body("items[0].toolCalls[0].isError", equalTo(false));
        String next = first.extract().path("next");
        given().get("/api/conversations/" + session + "/turns?limit=1&after=" + next)
                .then()
                .statusCode(200)
                .body("items.prompt", contains("Thanks."))
                .body("next", nullValue());
    }

    @Test
    void givesMessagesAsTheWiresJson() {
        script.main().prompt("Mend it.").calls("toolu_1", "Bash", "{\"command\":\"make\"}");
        script.main().result("toolu_1", "done").answers("Mended.");
        index();

        given().get("/api/conversations/" + session + "/messages?from=2&limit=2")
                .then()
                .statusCode(200)
                .body("total", equalTo(4))
                .body("items.position", contains(2, 3))
                .body("items.kind", contains("answer", "results"))
                .body("items[0].content[0].type", equalTo("tool_use"))
                .body("items[0].content[0].input.command", equalTo("make"))
                .body("items[0].request", equalTo(id(0)))
                .body("items[1].content[0].tool_use_id", equalTo("toolu_1"))
                .body("items[1].request", equalTo(id(1)))
                .body("next", equalTo(4));
    }

    @Test
    void showsAnExchangeBeforeAndSoonAfterItsEnd() {
        script.main().prompt("One.").answers("First.");
        TrafficExchange exchange = script.exchanges().getFirst();
        record.write(traffic.arrived(exchange));
        await(() -> !list("").extract().<List<String>>path("items").isEmpty());
        list("").body("items[0].working", equalTo(true));

        record.write(traffic.answered(exchange).toArray(RecordEntry[]::new));
        long end = System.nanoTime();
        await(() -> list("").extract().<Boolean>path("items[0].working").equals(false));
        assertTrue(System.nanoTime() - end < 2_000_000_000L, "it took too long");
    }

    @Test
    void forgetsWhatIsDeleted() {
        script.main().prompt("A secret.").answers("I keep it.");
        index();
        record.delete(new Selection.Session(session));

        await(() -> list("").extract().<List<String>>path("items").isEmpty());
        given().get("/api/conversations/" + session).then().statusCode(404);
        given().get("/api/sessions").then().statusCode(200).body("items.id", not(hasItem(session)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=501",
                "?before=x",
                "?before=1.99999999999999999999",
                "?from=yesterday",
                "?until=%27%20OR%201=1--"
            })
    void refusesWhatMakesNoSense(String parameters) {
        given().urlEncodingEnabled(false)
                .get("/api/conversations" + parameters)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Bad request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "%27", "nonsense/turns", "nonsense/messages"})
    void knowsNoOtherConversations(String id) {
        given().urlEncodingEnabled(false)
                .get("/api/conversations/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @Test
    void givesMessagesOfThisConversationOnly() {
        script.main().prompt("One.").answers("First.");
        index();
        String id = "/api/conversations/" + session + "/messages";
        given().get(id + "?tip=999999999").then().statusCode(404);
        given().get(id + "?from=0").then().statusCode(400);
    }

    /// Records what the script has come to, and waits until it is indexed.
    private void index() {
        List<TrafficExchange> exchanges = script.exchanges();
        traffic.record(record, exchanges.subList(recorded, exchanges.size()));
        recorded = exchanges.size();
        await(() ->
                given().get("/api/sessions")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<Integer>>path(
                                "items.findAll { it.id == '" + session + "' }.requests")
                        .equals(List.of(recorded)));
        await(() ->
                list("").extract().<List<Boolean>>path("items.working").stream()
                        .noneMatch(working -> working));
    }

    private String id(int exchange) {
        return traffic.id(script.exchanges().get(exchange)).toString();
    }

    private ValidatableResponse list(String parameters) {
        return given().urlEncodingEnabled(false)
                .get("/api/conversations?session=" + session + parameters)
                .then()
                .statusCode(200);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not come in time");
            LockSupport.parkNanos(10_000_000);
        }
    }
}
