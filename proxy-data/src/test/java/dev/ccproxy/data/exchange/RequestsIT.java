package dev.ccproxy.data.exchange;

import static dev.ccproxy.data.TestRecord.answered;
import static dev.ccproxy.data.TestRecord.arrival;
import static dev.ccproxy.data.TestRecord.ended;
import static dev.ccproxy.data.TestRecord.received;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Outcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class RequestsIT {
    /// Tells this test's exchanges from those of other tests.
    private final String session = UUID.randomUUID().toString();

    private final Caller main = new Caller(session, null, null, null);
    private final TestRecord record = TestRecord.open();

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void listsTheNewestFirst() {
        ExchangeId first = record.add(arrival().caller(main), 200, "{}");
        ExchangeId second = record.add(arrival().caller(main), 200, "{}");

        list("").body("items.id", contains(second.toString(), first.toString()))
                .body("next", nullValue());
    }

    @Test
    void pagesThroughEverythingOnce() {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            written.addFirst(record.add(arrival().caller(main), 200, "{}").toString());
        }

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            ValidatableResponse page = list("&limit=3" + next);
            read.addAll(page.extract().<List<String>>path("items.id"));
            String cursor = page.extract().path("next");
            next = cursor == null ? "" : "&before=" + cursor;
        } while (!next.isEmpty());

        assertEquals(written, read);
    }

    @Test
    void tellsWhatIsKnownOfAnExchange() {
        TestRecord.Arrival arrival =
                arrival().caller(new Caller(session, "a1", "p1", "subagent")).body("{\"a\":1}");
        record.add(arrival, 529, "overloaded");

        list("").body("items[0].startedAt", equalTo(arrival.started().toString()))
                .body("items[0].method", equalTo("POST"))
                .body("items[0].path", equalTo("/v1/messages"))
                .body("items[0].query", equalTo("beta=true"))
                .body("items[0].outcome", equalTo("completed"))
                .body("items[0].status", equalTo(529))
                .body("items[0].model", equalTo("claude-test"))
                .body("items[0].agentId", equalTo("a1"))
                .body("items[0].parentAgentId", equalTo("p1"))
                .body("items[0].requestClass", equalTo("subagent"))
                .body("items[0].requestBytes", equalTo(7))
                .body("items[0].responseBytes", equalTo(10))
                .body("items[0].timeToFirstByteMicros", equalTo(10_000))
                .body("items[0].timeToFirstTokenMicros", equalTo(15_000))
                .body("items[0].durationMicros", equalTo(30_000));
    }

    @Test
    void showsWhatIsInFlight() {
        TestRecord.Arrival arrival = arrival().caller(main);
        record.write(arrival.entry());

        list("").body("items[0].outcome", equalTo("in_flight"))
                .body("items[0].status", nullValue())
                .body("items[0].durationMicros", nullValue());

        record.write(answered(arrival.id(), 200), received(arrival.id(), 12, "half"));

        list("").body("items[0].outcome", equalTo("in_flight"))
                .body("items[0].status", equalTo(200))
                .body("items[0].responseBytes", equalTo(4));
    }

    @ParameterizedTest
    @CsvSource({
        "status=200, 1",
        "status=2xx, 1",
        "status=4xx, 1",
        "status=500, 0",
        "outcome=client_aborted, 1",
        "outcome=completed, 2",
        "model=claude-other, 1",
        "agent=main, 2",
        "agent=a7, 1",
        "q=COUNT_tokens, 1",
        "q=post%20/v1/messages?beta, 2",
        "status=2xx&agent=a7, 0",
    })
    void filters(String filter, int expected) {
        record.add(arrival().caller(main), 200, "{}");
        record.add(arrival().caller(main).path("/v1/messages/count_tokens"), 404, "{}");
        TestRecord.Arrival third =
                arrival().caller(new Caller(session, "a7", null, null)).model("claude-other");
        record.write(third.entry(), ended(third.id(), new Outcome.ClientAborted()));

        list("&" + filter).body("items.size()", equalTo(expected));
    }

    @Test
    void givesHeadersInTheirOrder() {
        TestRecord.Arrival arrival =
                arrival()
                        .headers(
                                new Header("X-Two", "b"),
                                new Header("x-one", "a"),
                                new Header("X-Two", "c"));
        record.write(
                arrival.entry(),
                answered(arrival.id(), 200, new Header("Request-Id", "req_1")),
                ended(arrival.id(), new Outcome.UpstreamTruncated("reset")));

        given().get("/api/requests/" + arrival.id())
                .then()
                .statusCode(200)
                .body("summary.id", equalTo(arrival.id().toString()))
                .body("summary.outcomeDetail", equalTo("reset"))
                .body("protocol", equalTo("HTTP/1.1"))
                .body("requestHeaders.name", contains("X-Two", "x-one", "X-Two"))
                .body("requestHeaders.value", contains("b", "a", "c"))
                .body("responseHeaders[0].name", equalTo("Request-Id"))
                .body("requestBody.bytes", equalTo(2))
                .body("requestBody.recorded", equalTo(true))
                .body("forwardedUnchanged", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "before=x",
                "before='%20OR%201=1--",
                "status=600",
                "status=2yy",
                "outcome=lost"
            })
    void refusesWhatMakesNoSense(String parameters) {
        given().get("/api/requests?" + parameters)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Bad request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q='%22%20OR%201=1--", "session=%00", "model=%25_%25", "agent='"})
    void takesWhatIsAskedForAsText(String filter) {
        list("&" + filter).body("items.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000001", "nonsense", "..%2f..%2fetc%2fpasswd", "'"})
    void knowsNoOtherExchanges(String id) {
        given().urlEncodingEnabled(false)
                .get("/api/requests/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @Test
    void refusesFiltersOfUnreasonableLength() {
        given().get("/api/requests?q=" + "x".repeat(501))
                .then()
                .statusCode(400)
                .body("detail", containsString("500"));
    }

    private ValidatableResponse list(String parameters) {
        return given().urlEncodingEnabled(false)
                .get("/api/requests?session=" + session + parameters)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON);
    }
}
