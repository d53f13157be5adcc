package dev.ccproxy.data.http;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ccproxy.data.RecordFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class ApiDocumentIT {
    /// What the dashboard's types are made from.
    private static final Path KEPT = Path.of("../dashboard/src/api/openapi.json");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /// Run with `WRITE_API_DOCUMENT=1` to write down what the service offers now; then `npm run
    /// api` in the dashboard.
    @Test
    void theKeptDocumentIsWhatTheServiceOffers() throws IOException {
        String served =
                given().get("/api/openapi?format=json").then().statusCode(200).extract().asString();
        String offered = JSON.writeValueAsString(JSON.readTree(served)) + "\n";
        if (System.getenv("WRITE_API_DOCUMENT") != null) {
            Files.writeString(KEPT, offered);
        }

        assertTrue(
                JSON.readTree(Files.readString(KEPT)).equals(JSON.readTree(offered)),
                "dashboard/src/api/openapi.json is out of date: run this test with WRITE_API_DOCUMENT=1");
    }
}
