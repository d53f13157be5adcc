package dev.ccproxy.data.deletion;

import static dev.ccproxy.data.TestRecord.arrival;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ccproxy.configuration.SecretFile;
import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Selection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class DeletionIT {
    private final Path file =
            ConfigProvider.getConfig().getValue("proxy-data.recording.path", Path.class);

    /// Where the service under test looks for proxy-core.
    private final URI core =
            ConfigProvider.getConfig().getValue("quarkus.rest-client.proxy-core.url", URI.class);

    private final List<String> asked = new ArrayList<>();
    private @Nullable HttpServer server;

    @AfterEach
    void stopCore() {
        if (server != null) {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/requests/361QK547GGM00 | {\"exchange\":\"361QK547GGM00\"}",
                "/api/sessions/a%2Fb | {\"session\":\"a/b\"}",
                "/api/requests?everything=true | {\"everything\":true}",
                "/api/requests?from=2026-11-01T00:00:00Z&until=2026-11-02T00:00:00Z"
                        + " | {\"from\":\"2026-11-01T00:00:00Z\",\"until\":\"2026-11-02T00:00:00Z\"}",
            })
    void handsTheSelectionToProxyCore(String target, String selection) throws IOException {
        startCore(202, "{\"number\":7,\"exchanges\":3,\"state\":\"running\"}");

        given().urlEncodingEnabled(false)
                .delete(target)
                .then()
                .statusCode(202)
                .body("number", equalTo(7))
                .body("exchanges", equalTo(3))
                .body("state", equalTo("running"));

        assertEquals(List.of("POST /internal/deletions " + token() + " " + selection), asked);
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        startCore(200, "{\"number\":7,\"exchanges\":12,\"state\":\"erased\"}");

        given().get("/api/deletions/7").then().statusCode(200).body("state", equalTo("erased"));

        assertEquals(List.of("GET /internal/deletions/7 " + token() + " "), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/requests",
                "/api/requests?everything=yes",
                "/api/requests?from=2026-11-01T00:00:00Z",
                "/api/requests?from=yesterday&until=2026-11-02T00:00:00Z",
                "/api/requests?from=2026-11-01T00:00:00Z&until=2026-11-02T00:00:00Z&everything=true"
            })
    void deletesNothingThatIsNotPlainlySaid(String target) throws IOException {
        startCore(202, "{}");

        given().delete(target).then().statusCode(400).contentType("application/problem+json");

        assertEquals(List.of(), asked);
    }

    @Test
    void countsWhatADeletionWouldTakeAway() {
        String session = UUID.randomUUID().toString();
        try (TestRecord record = TestRecord.open()) {
            Caller caller = new Caller(session, null, null, null);
            ExchangeId first = record.add(arrival().caller(caller).body("{}"), 200, "four");
            record.add(arrival().caller(caller).body("{\"a\":1}"), 200, "four");
            await(() -> preview("session=" + session).extract().<Integer>path("exchanges") == 2);

            preview("session=" + session)
                    .body("sessions", equalTo(1))
                    .body("requestBytes", equalTo(9))
                    .body("responseBytes", equalTo(8))
                    .body("recordBytes", greaterThan(4_096))
                    .body("complete", equalTo(true));
            String from = preview("session=" + session).extract().path("first");
            String last = preview("session=" + session).extract().path("last");
            preview("from=" + from + "&until=" + last)
                    .body("exchanges", equalTo(1))
                    .body("first", equalTo(from));
            preview("everything=true").body("exchanges", greaterThanOrEqualTo(2));
            record.delete(new Selection.One(first));
            await(() -> preview("session=" + session).extract().<Integer>path("exchanges") == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?everything=yes", "?session=a&everything=true", "?from=now"})
    void countsNothingThatIsNotPlainlySaid(String parameters) {
        given().get("/api/deletions/preview" + parameters).then().statusCode(400);
    }

    private static ValidatableResponse preview(String parameters) {
        return given().get("/api/deletions/preview?" + parameters).then().statusCode(200);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "nothing came of it");
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void passesOnThatThereIsNoSuchDeletion() throws IOException {
        startCore(404, "{}");

        given().get("/api/deletions/99").then().statusCode(404);
    }

    @Test
    void saysThatProxyCoreIsNeeded() {
        given().delete("/api/requests?everything=true")
                .then()
                .statusCode(503)
                .body("detail", containsString("proxy-core"));
    }

    @Test
    void refusesOtherPeoplesPages() throws IOException {
        startCore(202, "{}");

        given().header("Origin", "https://evil.test")
                .delete("/api/requests?everything=true")
                .then()
                .statusCode(403);

        assertEquals(List.of(), asked);
    }

    private String token() throws IOException {
        return "Bearer "
                + HexFormat.of().formatHex(SecretFile.read(file.resolveSibling("internal.token")));
    }

    private void startCore(int status, String answer) throws IOException {
        HttpServer started =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), core.getPort()), 0);
        started.createContext("/internal/deletions", exchange -> answer(exchange, status, answer));
        started.start();
        server = started;
    }

    private void answer(HttpExchange exchange, int status, String answer) throws IOException {
        asked.add(
                "%s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8)));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
