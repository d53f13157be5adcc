package dev.ccproxy.core.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.SeenRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A proxy that serves those who show its token, and tells others no more than that it is well.
class AccessIT {
    private static final String TOKEN = "secret-of-a-path";
    private static final String DASHBOARD = "who may see the rest";

    @RegisterExtension
    static final RunningProxy proxy =
            new RunningProxy()
                    .with("PROXY_DATA_PORT", "9")
                    .with("PROXY_TOKEN", TOKEN)
                    .with("DASHBOARD_TOKEN", DASHBOARD);

    private static Request message(String target) {
        return Request.post(target).json("{\"model\":\"m\"}");
    }

    @Test
    void aTokenInAHeaderIsTakenOff() {
        proxy.upstream().next(Answer.of(200).json("{}"));

        ReceivedAnswer answer =
                proxy.ask(message("/v1/messages?beta=true").header("CCProxy-Token", TOKEN));

        assertEquals(200, answer.status());
        SeenRequest seen = proxy.upstream().takeRequest();
        assertFalse(seen.head().raw().contains(TOKEN), seen.head().raw());
        assertNotOnRecord(proxy.record().awaitOne(), "/v1/messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages?beta=true", "/v1/messages/count_tokens"})
    void aTokenInThePathIsTakenOff(String target) {
        proxy.upstream().next(Answer.of(200).json("{}"));

        assertEquals(200, proxy.ask(message("/t/" + TOKEN + target)).status());

        SeenRequest seen = proxy.upstream().takeRequest();
        assertEquals("POST " + target + " HTTP/1.1", seen.head().startLine());
        assertNotOnRecord(proxy.record().awaitOne(), target.replace("?beta=true", ""));
    }

    private static void assertNotOnRecord(Exchange exchange, String path) {
        assertEquals(path, exchange.request().path());
        assertTrue(exchange.request().headers().lines().size() > 1);
        assertFalse(exchange.toString().contains(TOKEN), exchange.toString());
        assertFalse(proxy.process().log().contains(TOKEN), "in the log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/messages",
                "/t/wrong/v1/messages",
                "/t//v1/messages",
                "/t/secret-of-a-pat/v1/messages"
            })
    void whoDoesNotShowItIsRefused(String target) {
        for (Request request :
                List.of(
                        message(target),
                        message(target).header("ccproxy-token", "wrong"),
                        message(target).header("ccproxy-refused", "no"))) {
            ReceivedAnswer answer = proxy.ask(request);
            assertEquals(401, answer.status());
            assertTrue(answer.text().contains("\"authentication_error\""), answer.text());
        }
        assertEquals(0, proxy.upstream().requestCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready", "/health/live", "/health/system"})
    void outsidersLearnTheStateAlone(String path) {
        JsonObject outside = new JsonObject(proxy.ask(Request.get(path)).text());
        assertEquals(Set.of("status"), outside.fieldNames());

        ReceivedAnswer inside =
                proxy.ask(Request.get(path).header("Authorization", "Bearer " + DASHBOARD));
        assertTrue(new JsonObject(inside.text()).containsKey("checks"), inside.text());
        JsonObject wrong =
                new JsonObject(
                        proxy.ask(Request.get(path).header("Authorization", "Bearer x")).text());
        assertEquals(Set.of("status"), wrong.fieldNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health/well", "/health/group/x"})
    void outsidersLearnNothingElse(String path) {
        assertEquals(401, proxy.ask(Request.get(path)).status());
    }

    @Test
    void metricsAreForThoseWhoShowTheToken() {
        Request request = Request.get("/metrics").header("Authorization", "bearer " + DASHBOARD);
        assertTrue(proxy.ask(request).text().contains("ccproxy_"));
    }

    @Test
    void theWholeIsDegradedWithoutProxyData() {
        JsonObject system =
                new JsonObject(
                        proxy.ask(
                                        Request.get("/health/system")
                                                .header("Authorization", "Bearer " + DASHBOARD))
                                .text());
        assertEquals("DEGRADED", system.getString("status"));
        assertTrue(
                system.getJsonArray("checks").stream()
                        .map(JsonObject.class::cast)
                        .anyMatch(check ->
                                check.getString("name").equals("proxy-data")
                                        && check.getString("status").equals("DOWN")));
    }
}
