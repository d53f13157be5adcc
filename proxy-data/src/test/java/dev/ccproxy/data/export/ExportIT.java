package dev.ccproxy.data.export;

import static dev.ccproxy.data.TestRecord.answered;
import static dev.ccproxy.data.TestRecord.arrival;
import static dev.ccproxy.data.TestRecord.ended;
import static dev.ccproxy.data.TestRecord.received;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Outcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class ExportIT {
    private static final String KEY = "sk-ant-api03-" + "x".repeat(40);

    private final String session = UUID.randomUUID().toString();
    private final Caller caller = new Caller(session, null, null, null);
    private final TestRecord record = TestRecord.open();

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void writesOneExchangeALine() {
        ExchangeId first = add("{\"model\": \"m\", \"key\": \"" + KEY + "\"}", "{\"é\": 1}");
        ExchangeId second = add("{}", "{}");

        List<String> lines = export("jsonl", "&redact=false").lines().toList();

        assertEquals(2, lines.size());
        JsonPath line = JsonPath.from(lines.get(0));
        assertEquals(first.toString(), line.getString("exchange.summary.id"));
        assertEquals(
                "{\"model\": \"m\", \"key\": \"" + KEY + "\"}", line.getString("request.body"));
        assertEquals("utf-8", line.getString("request.encoding"));
        assertEquals("{\"é\": 1}", line.getString("response.body"));
        assertEquals(
                second.toString(), JsonPath.from(lines.get(1)).getString("exchange.summary.id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "har", "markdown"})
    void takesKeysOut(String format) {
        add(
                "{\"messages\": [{\"role\": \"user\", \"content\": \"my key is " + KEY + "\"}]}",
                "{\"content\": [{\"type\": \"text\", \"text\": \"" + KEY + "\"}]}");

        assertTrue(export(format, "&redact=false").contains(KEY));
        String redacted = export(format, "");
        assertFalse(redacted.contains("xxxx"), redacted);
        assertTrue(redacted.contains("my key is [redacted]"), redacted);
    }

    @Test
    void writesAnArchiveThatBrowsersRead() {
        ExchangeId id = add("{\"a\": 1}", "{\"b\": 2}");

        JsonPath har = JsonPath.from(export("har", ""));

        assertEquals("1.2", har.getString("log.version"));
        assertEquals(1, har.getInt("log.entries.size()"));
        har.setRootPath("log.entries[0]");
        assertEquals(id.toString(), har.getString("_id"));
        assertEquals("POST", har.getString("request.method"));
        assertEquals(
                "https://api.anthropic.com/v1/messages?beta=true", har.getString("request.url"));
        assertEquals("beta", har.getString("request.queryString[0].name"));
        assertEquals("{\"a\": 1}", har.getString("request.postData.text"));
        assertEquals(200, har.getInt("response.status"));
        assertEquals("{\"b\": 2}", har.getString("response.content.text"));
        assertEquals(30.0, har.getDouble("time"));
        assertEquals(10.0, har.getDouble("timings.wait"));
        assertEquals(20.0, har.getDouble("timings.receive"));
    }

    @Test
    void bytesThatAreNoTextAreKept() {
        TestRecord.Arrival arrival = arrival().caller(caller);
        record.write(
                arrival.entry(),
                answered(arrival.id(), 200),
                received(arrival.id(), 20, new byte[] {(byte) 0xFF, 0, 1}),
                ended(arrival.id(), new Outcome.Completed()));

        JsonPath line = JsonPath.from(export("jsonl", ""));

        assertEquals("base64", line.getString("response.encoding"));
        assertEquals("/wAB", line.getString("response.body"));
    }

    /// The second request repeats the first message, which is told once; what was written by others
    /// cannot leave its fence.
    @Test
    void writesAConversationToBeRead() {
        String first = "{\"role\": \"user\", \"content\": \"First ```<img src=x>\"}";
        add(
                "{\"messages\": [" + first + "]}",
                "{\"content\": [{\"type\": \"text\", \"text\": \"Hello\"}]}");
        add("{\"messages\": [" + first + ", {\"role\": \"user\", \"content\": \"Second\"}]}", "{}");

        String text = export("markdown", "");

        assertEquals(2, text.split("First", -1).length, text);
        assertTrue(text.contains("### user: text\n\n````\nFirst ```<img src=x>\n````\n"), text);
        assertTrue(text.contains("### answer: text\n\n```\nHello\n```\n"), text);
        assertTrue(text.contains("Second"), text);
    }

    @Test
    void previewsWhatWouldLeave() {
        add("{\"a\": 1}", "{\"b\": 22}");
        add("{}", "{}");

        given().get("/api/exports/preview?session=" + session)
                .then()
                .statusCode(200)
                .body("exchanges", equalTo(2))
                .body("sessions", equalTo(1))
                .body("requestBytes", equalTo(10))
                .body("responseBytes", equalTo(11))
                .body("truncated", equalTo(false));
    }

    @Test
    void selectsByIdAndByTime() {
        TestRecord.Arrival one = arrival().caller(caller);
        TestRecord.Arrival two = arrival().caller(caller);
        TestRecord.Arrival three = arrival().caller(caller);
        for (TestRecord.Arrival arrival : List.of(one, two, three)) {
            record.add(arrival, 200, "{}");
        }

        preview("ids=" + three.id() + "," + one.id(), 2);
        preview("from=" + two.started() + "&until=" + three.started(), 1);
        preview("session=" + session + "&from=" + two.started(), 2);
        preview("session=%00%27%22", 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?ids=x",
                "?from=yesterday",
                "?session=a&until=never",
                "?ids=%27%20OR%201=1"
            })
    void refusesWhatMakesNoSense(String selection) {
        given().urlEncodingEnabled(false)
                .get("/api/exports/jsonl" + selection)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2f..%2fetc%2fpasswd", "zip", "JSONL", "jsonl%00"})
    void knowsNoOtherFiles(String name) {
        given().urlEncodingEnabled(false)
                .get("/api/exports/" + name + "?session=" + session)
                .then()
                .statusCode(404);
    }

    @Test
    void namesFilesHarmlessly() {
        given().get("/api/exports/har?session=" + session)
                .then()
                .header(
                        "Content-Disposition",
                        matchesPattern("attachment; filename=\"ccproxy-\\d{8}T\\d{6}Z\\.har\""))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body("log.entries", equalTo(List.of()));
    }

    @Test
    void leavesOneLineInTheLog() {
        add("{\"key\": \"" + KEY + "\"}", "{}");
        List<String> lines = new ArrayList<>();
        Handler handler = handler(lines);
        Logger logger = Logger.getLogger("dev.ccproxy.audit");
        logger.addHandler(handler);
        try {
            export("jsonl", "");
        } finally {
            logger.removeHandler(handler);
        }

        assertEquals(
                List.of("export of 1 exchanges as jsonl, selected by session, redacted"), lines);
    }

    @Test
    void makesACommandOfARequest() {
        TestRecord.Arrival arrival =
                arrival()
                        .body("{\"text\": \"it's\"}")
                        .headers(
                                new Header("Host", "localhost:3000"),
                                new Header("x-api-key", "sha256:0011223344556677"),
                                new Header("Authorization", "Bearer sha256:0011223344556677"),
                                new Header("X-Note", "a'b"));
        record.add(arrival, 200, "{}");

        String command = curl(arrival.id());

        assertEquals(
                """
                curl --compressed -X 'POST' 'https://api.anthropic.com/v1/messages?beta=true' \\
                  -H 'x-api-key: '"$ANTHROPIC_API_KEY" \\
                  -H 'Authorization: Bearer '"$ANTHROPIC_AUTH_TOKEN" \\
                  -H 'X-Note: a'\\''b' \\
                  --data-raw '{"text": "it'\\''s"}'
                """,
                command);
    }

    @Test
    void largeBodiesStandInAFile() {
        TestRecord.Arrival arrival = arrival().body("x".repeat(20_000));
        record.add(arrival, 200, "{}");

        String command = curl(arrival.id());

        assertTrue(command.startsWith("# The body: GET /api/requests/" + arrival.id()), command);
        assertTrue(command.endsWith("--data-binary '@" + arrival.id() + "-request'\n"), command);
    }

    private static String curl(ExchangeId id) {
        return given().get("/api/requests/" + id + "/curl")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static Handler handler(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new PatternFormatter("%s").format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static void preview(String selection, int exchanges) {
        given().urlEncodingEnabled(false)
                .get("/api/exports/preview?" + selection)
                .then()
                .statusCode(200)
                .body("exchanges", equalTo(exchanges));
    }

    private String export(String format, String query) {
        return given().get("/api/exports/" + format + "?session=" + session + query)
                .then()
                .statusCode(200)
                .extract()
                .body()
                .asString();
    }

    private ExchangeId add(String request, String answer) {
        return record.add(arrival().caller(caller).body(request), 200, answer);
    }
}
