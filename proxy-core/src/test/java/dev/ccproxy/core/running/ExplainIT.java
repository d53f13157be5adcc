package dev.ccproxy.core.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.configuration.SecretFile;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.MockUpstream;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// proxy-data is told how routing stands and what would become of a request; nothing is sent for
/// it.
class ExplainIT {
    private static final String BODY =
            """
            {"model":"claude-sonnet-4-5","max_tokens":100,"top_k":3,\
            "messages":[{"role":"user","content":"go"}],\
            "system":[{"type":"text","text":"You are the reviewer.\\n\\nNotes"}]}\
            """;

    @RegisterExtension
    static final RoutedProxy proxy =
            new RoutedProxy(
                    """
                    subagents:
                      enable: true
                      mappings:
                        analyst: fast:gpt-4o
                    providers:
                      fast:
                        format: openai
                        base_url: ${URL}/v1/
                        api_key: sk-ours
                    """,
                    "reviewer");

    private static final MockUpstream provider = proxy.provider();

    @BeforeEach
    void begin() {
        proxy.claude().always(Answer.of(200).json("{}"));
    }

    private static String recorded() {
        proxy.ask(Request.post("/v1/messages").header("x-claude-code-agent-id", "a1").json(BODY));
        return proxy.record().awaitOne().id().toString();
    }

    private static ReceivedAnswer explain(JsonObject question) throws IOException {
        return proxy.ask(
                Request.post("/internal/routing/explain")
                        .header("authorization", token())
                        .json(question.encode()));
    }

    private static String token() throws IOException {
        Path file = proxy.process().database().resolveSibling("internal.token");
        return "Bearer " + HexFormat.of().formatHex(SecretFile.readOrCreate(file));
    }

    @Test
    void tellsThatARequestStaysAndWhoSentIt() throws IOException {
        JsonObject told =
                new JsonObject(explain(new JsonObject().put("exchange", recorded())).text());
        assertEquals("stay", told.getString("action"));
        assertEquals("reviewer", told.getString("agent"));
        assertEquals(
                "definition", told.getJsonArray("evidence").getJsonObject(0).getString("kind"));
        assertNull(told.getString("rule"));
    }

    @Test
    void tellsWhereAnotherConfigurationWouldSendIt() throws IOException {
        String candidate =
                """
                subagents: {enable: true, mappings: {reviewer: "local:qwen3"}}
                providers: {local: {format: openai, base_url: "http://127.0.0.1:9/v1", api_key: "${KEY}"}}
                """;
        JsonObject told =
                new JsonObject(
                        explain(
                                        new JsonObject()
                                                .put("exchange", recorded())
                                                .put("configuration", candidate))
                                .text());
        assertEquals("call", told.getString("action"));
        assertEquals("reviewer: local:qwen3", told.getString("rule"));
        assertEquals("qwen3", told.getString("model"));
        assertEquals("claude-sonnet-4-5", told.getString("originalModel"));
        assertTrue(told.getString("preview").contains("\"model\":\"qwen3\""), told.encode());
        assertTrue(told.getJsonArray("losses").encode().contains("top_k"), told.encode());
        assertEquals(0, provider.requestCount());
    }

    @Test
    void takesTheCallersWordForTheCall() throws IOException {
        JsonObject told =
                new JsonObject(
                        explain(
                                        new JsonObject()
                                                .put("exchange", recorded())
                                                .put(
                                                        "call",
                                                        new JsonObject()
                                                                .put("agent", "analyst")
                                                                .put("toolUse", "toolu_1")))
                                .text());
        assertEquals("analyst: fast:gpt-4o", told.getString("rule"));
        assertEquals("call", told.getString("action"));
    }

    @Test
    void saysWhatIsWrongWithTheQuestion() throws IOException {
        String id = recorded();
        assertEquals(400, explain(new JsonObject()).status());
        assertEquals(404, explain(new JsonObject().put("exchange", "1QFKB6H2M0G01")).status());
        ReceivedAnswer refused =
                explain(new JsonObject().put("exchange", id).put("configuration", "nothing: 1"));
        assertEquals(422, refused.status());
        assertTrue(refused.text().contains("nothing is not a setting"), refused.text());
    }

    @Test
    void tellsHowRoutingStandsAndNoKey() throws IOException {
        ReceivedAnswer report =
                proxy.ask(Request.get("/internal/routing").header("authorization", token()));
        assertEquals(200, report.status());
        assertFalse(report.text().contains("sk-ours"), report.text());
        JsonObject told = new JsonObject(report.text());
        assertTrue(told.getBoolean("enabled"));
        JsonObject fast = told.getJsonArray("providers").getJsonObject(0);
        assertEquals(provider.uri() + "/v1/", fast.getString("address"));
        assertEquals("closed", fast.getJsonObject("state").getString("breaker"));
        assertEquals("analyst", told.getJsonArray("mappings").getJsonObject(0).getString("agent"));
        assertEquals(401, proxy.ask(Request.get("/internal/routing")).status());
    }
}
