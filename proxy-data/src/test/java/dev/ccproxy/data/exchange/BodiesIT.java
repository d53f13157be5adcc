package dev.ccproxy.data.exchange;

import static dev.ccproxy.data.TestRecord.answered;
import static dev.ccproxy.data.TestRecord.arrival;
import static dev.ccproxy.data.TestRecord.ended;
import static dev.ccproxy.data.TestRecord.received;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Outcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class BodiesIT {
    private static final Header GZIP = new Header("Content-Encoding", "gzip");

    private final TestRecord record = TestRecord.open();

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void givesTheBytesThatCame() {
        String body = "{\"text\": \"<img src=x onerror=alert(1)> é\",  \"a\":1, \"a\":2}";
        ExchangeId id = record.add(arrival().body(body), 200, "answer");

        byte[] read =
                given().get("/api/requests/" + id + "/request-body")
                        .then()
                        .statusCode(200)
                        .contentType("application/octet-stream")
                        .header(
                                "Content-Disposition",
                                "attachment; filename=\"" + id + "-request\"")
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Content-Security-Policy", notNullValue())
                        .extract()
                        .asByteArray();

        assertArrayEquals(body.getBytes(UTF_8), read);
    }

    @Test
    void spareItTheWayWhereTheBodyIsKnown() {
        ExchangeId id = record.add(arrival(), 200, "answer");
        String url = "/api/requests/" + id + "/response-body";
        String tag = given().get(url).then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", tag).get(url).then().statusCode(304);
    }

    @Test
    void decodesOnRequest() {
        byte[] encoded = Encodings.gzip("plain text".getBytes(UTF_8));
        ExchangeId id = answer(encoded, GZIP);
        String url = "/api/requests/" + id + "/response-body";

        assertArrayEquals(encoded, given().get(url).then().extract().asByteArray());
        given().get(url + "?decoded=true")
                .then()
                .statusCode(200)
                .header("Body-Truncated", nullValue())
                .header("Body-Problem", nullValue())
                .body(equalTo("plain text"));
    }

    @Test
    void stopsAtTheLimitAndSaysSo() {
        ExchangeId id = answer(Encodings.gzip(new byte[80 << 20]), GZIP);

        byte[] read =
                given().get("/api/requests/" + id + "/response-body?decoded=true")
                        .then()
                        .statusCode(200)
                        .header("Body-Truncated", "after 67108864 bytes")
                        .extract()
                        .asByteArray();

        assertEquals(64 << 20, read.length);
    }

    @Test
    void decodesWhatThereIsOfAnAnswerThatBrokeOff() {
        byte[] encoded = Encodings.gzip("text ".repeat(10_000).getBytes(UTF_8));
        ExchangeId id = answer(Arrays.copyOf(encoded, encoded.length - 12), GZIP);

        given().get("/api/requests/" + id + "/response-body?decoded=true")
                .then()
                .statusCode(200)
                .header("Body-Problem", notNullValue())
                .body(startsWith("text text text"));
    }

    @Test
    void tellsTheEventsOfAnAnswerAndWhenTheyCame() {
        TestRecord.Arrival arrival = arrival();
        record.write(
                arrival.entry(),
                answered(arrival.id(), 200, new Header("Content-Type", "text/event-stream")),
                received(arrival.id(), 11, "event: ping\ndata: {}\n\nevent: mess"),
                received(arrival.id(), 25, "age_stop\ndata: {\"a\":1}\n\nda"));
        String url = "/api/requests/" + arrival.id() + "/events";

        given().get(url)
                .then()
                .statusCode(200)
                .body("items.type", contains("ping", "message_stop"))
                .body("items.data", contains("{}", "{\"a\":1}"))
                .body("items.atMicros", contains(11_000, 25_000))
                .body("items.complete", contains(true, true))
                .body("next", nullValue());

        record.write(received(arrival.id(), 26, "ta: half"));

        given().get(url + "?from=1&limit=1")
                .then()
                .body("items.index", contains(1))
                .body("next", equalTo(2));
        given().get(url + "?from=2")
                .then()
                .body("items.data", contains("half"))
                .body("items.complete", contains(false));
    }

    @Test
    void tellsWhenTheBytesCame() {
        TestRecord.Arrival arrival = arrival();
        record.write(
                arrival.entry(),
                answered(arrival.id(), 200),
                received(arrival.id(), 11, "one"),
                received(arrival.id(), 25, "three"),
                ended(arrival.id(), new Outcome.Completed()));

        given().get("/api/requests/" + arrival.id() + "/arrivals")
                .then()
                .statusCode(200)
                .body("items.atMicros", contains(11_000, 25_000))
                .body("items.bytes", contains(3, 5));
    }

    private ExchangeId answer(byte[] encoded, Header header) {
        TestRecord.Arrival arrival = arrival();
        record.write(
                arrival.entry(),
                answered(arrival.id(), 200, header),
                received(arrival.id(), 12, encoded),
                ended(arrival.id(), new Outcome.Completed()));
        return arrival.id();
    }
}
