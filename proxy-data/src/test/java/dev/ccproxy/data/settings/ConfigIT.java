package dev.ccproxy.data.settings;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ccproxy.data.RecordFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class ConfigIT {
    @Test
    void tellsWhatCounts() {
        String port = "items.find { it.key == 'server.port' }.";
        String age = "items.find { it.key == 'storage.retention.max_age' }.";
        given().get("/api/config")
                .then()
                .statusCode(200)
                .body(port + "value", equalTo("3001"))
                .body(port + "origin", nullValue())
                .body(port + "kind", equalTo("port"))
                .body(port + "variables", contains("PROXY_CORE_PORT", "PORT"))
                .body(age + "value", nullValue())
                .body(age + "kind", equalTo("duration"));
    }
}
