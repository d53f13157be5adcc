package dev.ccproxy.data.routing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.RouteAttempt;
import dev.ccproxy.exchange.RouteDecision;
import dev.ccproxy.exchange.RouteEnding;
import dev.ccproxy.exchange.RouteResult;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.RecordEntry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class RoutingIT {
    private static final String SENT = "{\"model\":\"gpt-4o\",\"messages\":[]}";
    private static final String ANSWER =
            "{\"type\":\"message\",\"model\":\"gpt-4o\",\"content\":[],\"stop_reason\":\"end_turn\","
                    + "\"usage\":{\"input_tokens\":1000000,\"output_tokens\":100000}}";
    private static final String REPORT =
            """
            {"enabled":true,"refusal":null,"providers":[{"format":"openai","api":"chat",
            "address":"http://127.0.0.1:9/v1","hasKey":true,"fallback":true,"breakerEnabled":true,
            "models":[],"state":{"name":"fast","breaker":"open","retries":2,"answered":5,"failed":1,
            "medianMicros":1500,"lastAnswer":"2026-11-22T10:00:00Z","lastFailure":null,
            "lastReason":null}}],"mappings":[
            {"agent":"reviewer","provider":"fast","model":"gpt-4o","unmatched":false},
            {"agent":"nobody","provider":"fast","model":"gpt-4o","unmatched":true}],
            "seen":["reviewer"],"definitions":3,
            "missingTools":[{"agent":"reviewer","provider":"fast","reason":"dropped"}]}
            """;
    private static final String TOLD =
            """
            {"action":"call","subagent":true,"agent":"reviewer","evidence":[
            {"kind":"definition","agent":"reviewer","detail":"/a.md"}],"rule":"reviewer: fast:gpt-4o",
            "provider":"fast","model":"gpt-4o","breaker":"closed","originalModel":"claude-test",
            "requestBytes":2,"sentBytes":30,"preview":"{","losses":[
            {"field":"top_k","severity":"NOTE","reason":"dropped","count":1}]}
            """;

    private final URI core =
            ConfigProvider.getConfig().getValue("quarkus.rest-client.proxy-core.url", URI.class);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    @AfterEach
    void stopCore() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void startCore(int status, String body) throws IOException {
        HttpServer started =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), core.getPort()), 0);
        started.createContext(
                "/internal/routing",
                exchange -> {
                    asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    byte[] bytes = body.getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        started.start();
        server = started;
    }

    /// An exchange of an agent that was answered by another provider.
    private static ExchangeId routed(TestRecord record) {
        TestRecord.Arrival arrival = TestRecord.arrival();
        ExchangeId id = arrival.id();
        record.write(
                arrival.entry(),
                new RecordEntry.Routed(
                        id,
                        new RouteDecision(
                                "reviewer",
                                List.of(new Evidence.Definition("reviewer", "/a.md")),
                                "reviewer: fast:gpt-4o",
                                "fast",
                                "gpt-4o",
                                "closed"),
                        new RequestHead(
                                "POST",
                                "/v1/chat/completions",
                                null,
                                "HTTP/1.1",
                                new Headers(
                                        List.of(new Header("authorization", "Bearer sha256:1")))),
                        new Bytes(List.of(SENT.getBytes(UTF_8))),
                        SENT.length(),
                        List.of()),
                new RecordEntry.ProviderReceived(
                        id, Duration.ofMillis(5), new Bytes(List.of("{}".getBytes(UTF_8)))),
                TestRecord.answered(id, 200),
                TestRecord.received(id, 20, ANSWER),
                new RecordEntry.RouteEnded(
                        id,
                        new RouteEnding(
                                RouteResult.ANSWERED,
                                "",
                                List.of(
                                        new RouteAttempt(
                                                Duration.ofMillis(1),
                                                Duration.ofMillis(4),
                                                new ResponseHead(200, Headers.NONE),
                                                2,
                                                "")),
                                List.of(new Loss("top_k", Loss.Severity.NOTE, "dropped", 1)))),
                TestRecord.ended(id, new Outcome.Completed()));
        return id;
    }

    @Test
    void tellsWhereARequestWentAndWhatTheProviderSawAndSaid() {
        try (TestRecord record = TestRecord.open()) {
            ExchangeId id = routed(record);
            given().get("/api/requests/" + id)
                    .then()
                    .statusCode(200)
                    .body("route.agent", equalTo("reviewer"))
                    .body("route.evidence[0].kind", equalTo("definition"))
                    .body("route.rule", equalTo("reviewer: fast:gpt-4o"))
                    .body("route.result", equalTo("answered"))
                    .body("route.attempts[0].status", equalTo(200))
                    .body("route.losses[0].severity", equalTo("note"))
                    .body("route.requestHeaders[0].value", equalTo("Bearer sha256:1"));
            assertEquals(
                    SENT, given().get("/api/requests/" + id + "/provider-request-body").asString());
            assertEquals(
                    "{}",
                    given().get("/api/requests/" + id + "/provider-response-body").asString());
            ExchangeId plain = record.add(TestRecord.arrival(), 200, "{}");
            given().get("/api/requests/" + plain).then().body("route", nullValue());
            given().get("/api/requests/" + plain + "/provider-request-body").then().statusCode(404);
        }
    }

    @Test
    void joinsWhatProxyCoreSaysWithWhatIsOnRecord() throws IOException {
        startCore(200, REPORT);
        try (TestRecord record = TestRecord.open()) {
            routed(record);
            await("/api/routing", "mappings[0].lastMatchAt");
            given().get("/api/routing")
                    .then()
                    .statusCode(200)
                    .body("providers[0].name", equalTo("fast"))
                    .body("providers[0].breaker", equalTo("open"))
                    .body("providers[0].medianMicros", equalTo(1500))
                    .body("mappings[1].agent", equalTo("nobody"))
                    .body("mappings[1].unmatched", equalTo(true))
                    .body("mappings[1].lastMatchAt", nullValue())
                    .body("missingTools[0].agent", equalTo("reviewer"))
                    .body("spending[0].model", equalTo("gpt-4o"))
                    .body("spending[0].unpricedRequests", equalTo(0));
        }
    }

    @Test
    void explainsWithWhatItWouldCost() throws IOException {
        startCore(200, TOLD);
        try (TestRecord record = TestRecord.open()) {
            ExchangeId id = routed(record);
            await("/api/requests/" + id, "summary.facts.charge.cost");
            given().contentType("application/json")
                    .body("{\"id\":\"" + id + "\",\"configuration\":\"subagents: {enable: true}\"}")
                    .post("/api/routing/explain")
                    .then()
                    .statusCode(200)
                    .body("action", equalTo("call"))
                    .body("rule", equalTo("reviewer: fast:gpt-4o"))
                    .body("projectedCost", equalTo(3.5f));
            assertTrue(asked.getLast().contains("\"configuration\":\"subagents"), asked.getLast());
            given().get("/api/requests/" + id)
                    .then()
                    .body("summary.facts.provider", equalTo("fast"))
                    .body("summary.facts.routedModel", equalTo("gpt-4o"));
        }
    }

    @Test
    void saysWhyNothingIsExplained() throws IOException {
        given().contentType("application/json")
                .body("{\"id\":\"x\"}")
                .post("/api/routing/explain")
                .then()
                .statusCode(400);
        given().get("/api/routing").then().statusCode(503);
        startCore(422, "{\"status\":422,\"detail\":\"nothing is not a setting\"}");
        given().contentType("application/json")
                .body("{\"id\":\"361QK547GGM00\",\"configuration\":\"nothing: 1\"}")
                .post("/api/routing/explain")
                .then()
                .statusCode(422)
                .body("detail", equalTo("nothing is not a setting"));
    }

    private static void await(String target, String path) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (given().get(target).then().extract().path(path) == null) {
            assertTrue(System.nanoTime() < deadline, path + " does not come");
            LockSupport.parkNanos(20_000_000);
        }
    }
}
