package dev.ccproxy.data.cost;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.ccproxy.data.RecordFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class PricesIT {
    @Test
    void tellsWhatCostsAreReckonedWith() {
        String model = "items.find { it.model == 'claude-3-haiku' }.";
        given().get("/api/prices")
                .then()
                .statusCode(200)
                .body("asOf", equalTo("2026-11-01"))
                .body(
                        "sources",
                        hasItem("https://platform.claude.com/docs/en/about-claude/pricing"))
                .body(model + "source", equalTo("Anthropic"))
                .body(model + "input", equalTo(0.25f))
                .body(model + "cacheWrite1h", equalTo(0.5f))
                .body(model + "cacheRead", equalTo(0.03f));
    }
}
