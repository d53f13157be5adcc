package dev.ccproxy.data.transcript;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.RecordFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class FilesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path projects =
            ConfigProvider.getConfig().getValue("proxy-data.transcripts.path", Path.class);
    private final String session = UUID.randomUUID().toString();

    @Test
    void tellsAndFindsWhatNeverCrossedTheProxy() {
        new TranscriptScript(projects, session)
                .prompt("Mend the " + session.substring(0, 8) + " till.")
                .answer("req_" + session, "Mended.");
        String list = "/api/transcripts?session=" + session;
        await(() -> given().get(list).jsonPath().getList("items").size() == 1);

        int id =
                given().get(list)
                        .then()
                        .body("items[0].source", equalTo("transcript"))
                        .body("items[0].gitBranch", equalTo("mend"))
                        .body("items[0].messages", equalTo(2))
                        .body("next", nullValue())
                        .extract()
                        .path("items[0].id");
        given().get("/api/transcripts/" + id + "/messages?from=2")
                .then()
                .statusCode(200)
                .body("transcript.sessionId", equalTo(session))
                .body("items.position", contains(2))
                .body("items[0].content[0].text", equalTo("Mended."))
                .body("next", nullValue());
        given().queryParam("q", session.substring(0, 8))
                .get("/api/search?session=" + session)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("prompt"))
                .body("items[0].transcript", equalTo(id))
                .body("items[0].position", equalTo(1))
                .body("items[0].conversationId", nullValue())
                .body("items[0].project", equalTo("/home/dev/shop"));
        given().get("/api/projects")
                .then()
                .statusCode(200)
                .body("items.find { it.path == '/home/dev/shop' }.gitBranch", equalTo("mend"));
    }

    @Test
    void listsWhatIsToDo() throws IOException {
        Path todos = Files.createDirectories(projects.resolveSibling("todos"));
        Files.writeString(
                todos.resolve(session + "-agent-" + session + ".json"),
                "[{\"content\":\"Mend"
                        + " it\",\"status\":\"in_progress\",\"activeForm\":\"Mending\"}]");
        Files.writeString(todos.resolve(UUID.randomUUID() + ".json"), "[]");
        Files.writeString(todos.resolve(UUID.randomUUID() + ".json"), "{half");
        String mine = "items.find { it.sessionId == '" + session + "' }";

        given().get("/api/todos")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body(mine + ".agentId", nullValue())
                .body(mine + ".items.content", contains("Mend it"))
                .body(mine + ".items.status", contains("in_progress"));
    }

    @Test
    void showsPlansAndNothingElse() throws IOException {
        Path plans = Files.createDirectories(projects.resolveSibling("plans"));
        Files.writeString(plans.resolve("mend.md"), "\n# Mend the till\n\n- [ ] <b>round</b>\n");
        Path secret = Files.writeString(projects.resolveSibling("secret.md"), "secret");
        Files.deleteIfExists(plans.resolve("link.md"));
        Files.createSymbolicLink(plans.resolve("link.md"), secret);

        given().get("/api/plans")
                .then()
                .statusCode(200)
                .body("items.name", contains("mend.md"))
                .body("items[0].title", equalTo("Mend the till"))
                .body("items[0].bytes", equalTo(37));
        given().get("/api/plans/mend.md")
                .then()
                .statusCode(200)
                .body("text", equalTo("\n# Mend the till\n\n- [ ] <b>round</b>\n"));
        given().get("/api/plans/link.md").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2fsecret.md",
                "..%2Fsecret.md",
                "%2e%2e%2fsecret.md",
                "..%252fsecret.md",
                "%2fetc%2fpasswd",
                "..%5csecret.md",
                "mend.md%00",
                ".md",
                "none.md",
                "%27"
            })
    void leavesNoFolder(String name) {
        given().urlEncodingEnabled(false)
                .get("/api/plans/" + name)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=501", "/999999/messages?limit=0"})
    void refusesWhatMakesNoSense(String rest) {
        given().get("/api/transcripts" + rest).then().statusCode(400);
    }

    @Test
    void knowsNoOtherTranscripts() {
        given().get("/api/transcripts/999999/messages").then().statusCode(404);
        given().get("/api/transcripts/x/messages").then().statusCode(404);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not come in time");
            LockSupport.parkNanos(10_000_000);
        }
    }
}
