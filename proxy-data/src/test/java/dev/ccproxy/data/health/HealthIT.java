package dev.ccproxy.data.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class HealthIT {
    private final Path file =
            ConfigProvider.getConfig().getValue("proxy-data.recording.path", Path.class);

    /// Where the service under test looks for proxy-core.
    private final URI core =
            ConfigProvider.getConfig().getValue("quarkus.rest-client.proxy-core.url", URI.class);

    @BeforeEach
    void forgetTheRecord() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    @Test
    void tellsWhatToDoWhereNothingIsRecordedYet() {
        given().get("/api/requests")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/recording-missing"))
                .body("detail", containsString(file.toString()))
                .body("detail", containsString("proxy-core"));
        given().get("/api/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("down"))
                .body("parts.find { it.name == 'recording' }.status", equalTo("down"));
        given().get("/health").then().statusCode(503);
        given().get("/health/ready").then().statusCode(200);
        given().get("/health/live").then().statusCode(200);
    }

    @Test
    void isWellOnceThereIsARecord() {
        record();

        given().get("/api/health")
                .then()
                .body("parts.find { it.name == 'recording' }.status", equalTo("up"))
                .body("parts.find { it.name == 'recording' }.message", equalTo(""));
        given().get("/health").then().statusCode(200);
    }

    @Test
    void saysThatProxyCoreDoesNotAnswer() {
        record();

        given().get("/api/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("down"))
                .body("parts.find { it.name == 'proxy-core' }.status", equalTo("down"))
                .body(
                        "parts.find { it.name == 'proxy-core' }.message",
                        containsString("does not answer"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"status\":\"UP\",\"checks\":[{\"name\":\"proxy\",\"status\":\"UP\"}]} | up | ''",
                "200 | {\"status\":\"DEGRADED\",\"checks\":[{\"name\":\"recorder\",\"status\":\"UP\","
                        + "\"data\":{\"state\":\"DEGRADED\",\"reason\":\"disk full\",\"x\":1}}]}"
                        + " | degraded | recorder, disk full",
                "503 | {\"status\":\"DOWN\",\"checks\":[{\"name\":\"proxy\",\"status\":\"DOWN\"}]}"
                        + " | down | takes no new requests: proxy",
                "200 | <html> | down | does not answer"
            })
    void passesOnWhatProxyCoreSays(int status, String answer, String expected, String message)
            throws IOException {
        record();
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), core.getPort()), 0);
        server.createContext(
                "/health",
                exchange -> {
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try {
            given().get("/api/health")
                    .then()
                    .body("status", equalTo(expected))
                    .body("parts.find { it.name == 'proxy-core' }.status", equalTo(expected))
                    .body(
                            "parts.find { it.name == 'proxy-core' }.message",
                            containsString(message));
        } finally {
            server.stop(0);
        }
    }

    private void record() {
        try (TestRecord record = new TestRecord(file)) {
            record.add(TestRecord.arrival(), 200, "{}");
        }
    }
}
