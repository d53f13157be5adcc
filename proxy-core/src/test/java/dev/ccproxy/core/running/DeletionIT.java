package dev.ccproxy.core.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.configuration.SecretFile;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// proxy-data may have exchanges deleted; nobody else may.
class DeletionIT {
    private static final String PATH = "/internal/deletions";

    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    @Test
    void deletesWhatIsAskedForAndNothingElse() throws IOException {
        record("kept");
        record("gone");
        proxy.record().awaitEnded(2);

        ReceivedAnswer begun = ask("{\"session\":\"gone\"}", token());

        assertEquals(202, begun.status());
        String progress = PATH + "/" + new JsonObject(begun.text()).getLong("number");
        JsonObject done =
                Eventually.see(
                        Duration.ofSeconds(30),
                        "a deletion that is done",
                        () -> new JsonObject(tell(progress).text()),
                        state -> !state.getString("state").equals("running"));
        assertEquals("erased", done.getString("state"));
        assertEquals(1, done.getLong("exchanges"));
        List<Exchange> left = proxy.record().awaitEnded(1);
        assertEquals("kept", left.getFirst().caller().sessionId());
        assertTrue(proxy.process().log().contains(" audit deletion"), "no line tells of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer 00", "Basic abc"})
    void letsNobodyInWithoutTheToken(String authorization) {
        record("kept");
        proxy.record().awaitEnded(1);

        assertEquals(401, ask("{\"everything\":true}", authorization).status());

        proxy.record().awaitEnded(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"everything\":false}",
                "{\"everything\":\"yes\"}",
                "{\"exchange\":\"x\"}",
                "{\"session\":7}",
                "{\"session\":\"a\",\"everything\":true}",
                "{\"from\":\"2026-01-01T00:00:00Z\"}",
                "{\"from\":\"yesterday\",\"until\":\"today\"}"
            })
    void saysWhatIsWrongWithASelection(String selection) throws IOException {
        ReceivedAnswer answer = ask(selection, token());

        assertEquals(400, answer.status(), answer.text());
        assertTrue(answer.text().contains("\"detail\""), answer.text());
    }

    @Test
    void knowsOnlyItsOwnDeletions() throws IOException {
        assertEquals(404, tell(PATH + "/99").status());
        assertEquals(404, tell(PATH + "/x").status());
    }

    private static void record(String session) {
        proxy.upstream().next(Answer.of(200).json("{}"));
        proxy.ask(
                Request.post("/v1/messages")
                        .header("x-claude-code-session-id", session)
                        .json("{\"session\":\"" + session + "\"}"));
    }

    private static ReceivedAnswer ask(String selection, String authorization) {
        return proxy.ask(Request.post(PATH).header("authorization", authorization).json(selection));
    }

    private static ReceivedAnswer tell(String path) throws IOException {
        return proxy.ask(Request.get(path).header("authorization", token()));
    }

    private static String token() throws IOException {
        byte[] secret =
                SecretFile.readOrCreate(
                        proxy.process().database().resolveSibling("internal.token"));
        return "Bearer " + HexFormat.of().formatHex(secret);
    }
}
