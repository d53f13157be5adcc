package dev.ccproxy.core.running;

import static dev.ccproxy.core.running.RoutedProxy.SESSION;
import static dev.ccproxy.core.running.RoutedProxy.STREAM;
import static dev.ccproxy.core.running.RoutedProxy.body;
import static dev.ccproxy.core.running.RoutedProxy.request;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.Route;
import dev.ccproxy.exchange.RouteEnding;
import dev.ccproxy.exchange.RouteResult;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.MockUpstream;
import dev.ccproxy.fixtures.upstream.SeenRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Agents that the configuration names run on a provider that speaks like OpenAI; all others stay.
class RoutingIT {
    /// With a place for where the agent goes that tests name `reviewer`.
    private static final String CONFIGURATION =
            """
            subagents:
              enable: true
              mappings:
                %s
                solo: lonely:gpt-4o
                cheaper: claude-haiku-4-5
                newer: claude-sonnet-4-6
                native: kin:glm-4.6
                analyst: fast:gpt-4o
                shaky: shaky:gpt-4o
            providers:
              fast:
                format: openai
                base_url: ${URL}/v1/
                api_key: sk-ours
                max_retries: 1
                fallback_provider: anthropic
                circuit_breaker: {enabled: false}
              lonely:
                format: openai
                base_url: ${URL}
                max_retries: 0
                circuit_breaker: {max_failures: 3, timeout: 1h}
              kin:
                format: anthropic
                base_url: ${URL}
                api_key: sk-kin
                headers: {X-Team: sk-team}
              shaky:
                format: openai
                base_url: ${URL}
                max_retries: 0
                circuit_breaker: {max_failures: 1, timeout: 500ms}
            """;

    @RegisterExtension
    static final RoutedProxy proxy =
            new RoutedProxy(
                    CONFIGURATION.formatted("reviewer: fast:gpt-4o"),
                    "reviewer",
                    "solo",
                    "cheaper",
                    "newer",
                    "native",
                    "shaky");

    private static final MockUpstream claude = proxy.claude();
    private static final MockUpstream provider = proxy.provider();

    @AfterEach
    void nothingOfOursIsShown() {
        assertFalse(proxy.log().contains("sk-ours"), proxy.log());
    }

    @Test
    void aNamedAgentIsAnsweredByTheProvider() {
        provider.next(Answer.stream().send(STREAM));
        ReceivedAnswer answer = proxy.ask(request(body("reviewer", ",\"stream\":true")));
        assertEquals(200, answer.status());
        assertTrue(answer.text().contains("\"text\":\"Hi\""), answer.text());
        assertTrue(answer.text().endsWith("{\"type\":\"message_stop\"}\n\n"), answer.text());
        assertTrue(answer.header("request-id").orElse("").matches("req_[0-9a-f]{24}"));
        SeenRequest sent = provider.takeRequest();
        assertEquals("/v1/chat/completions", sent.target());
        assertTrue(sent.text().contains("\"model\":\"gpt-4o\""), sent.text());
        assertEquals(0, claude.requestCount());
        assertEquals(new Outcome.Completed(), proxy.record().awaitOutcome());
    }

    @Test
    void nothingOfClaudesReachesTheProvider() {
        provider.next(Answer.stream().send(STREAM));
        proxy.ask(request(body("reviewer", ",\"stream\":true")));
        SeenRequest sent = provider.takeRequest();
        String fields = sent.fields().toString();
        assertTrue(fields.contains("Bearer sk-ours"), fields);
        for (String trace :
                List.of(
                        "sk-ant-secret",
                        "cookie",
                        "anthropic",
                        "x-claude",
                        "oauth",
                        "claude-cli")) {
            assertFalse(fields.toLowerCase(Locale.ROOT).contains(trace), fields);
        }
        assertFalse(sent.text().contains("billing"), sent.text());
    }

    @Test
    void othersStayOnClaude() {
        claude.always(Answer.of(200).json("{}"));
        String body = body("writer", "");
        proxy.ask(request(body));
        assertEquals(body, claude.takeRequest().text());
        assertEquals(0, provider.requestCount());
        assertEquals(true, proxy.record().awaitOne().forwardedUnchanged());
    }

    @Test
    void theCallOfTheParentNamesAnAgent() {
        claude.next(
                Answer.stream()
                        .send(
                                """
                                event: content_block_start
                                data: {"index":0,"content_block":{"type":"tool_use","id":"toolu_1","name":"Agent"}}

                                event: content_block_delta
                                data: {"index":0,"delta":{"partial_json":"{\\"subagent_type\\":\\"analyst\\",\\"prompt\\":\\"count\\"}"}}

                                event: content_block_stop
                                data: {"index":0}

                                """));
        proxy.ask(
                Request.post("/v1/messages")
                        .header("user-agent", "claude-cli/2.1.330 (external, cli)")
                        .header("x-claude-code-session-id", SESSION)
                        .json("{}"));
        provider.next(Answer.stream().send(STREAM));
        proxy.ask(request(body("unknown one", ",\"stream\":true").replace("\"go\"", "\"count\"")));
        assertEquals(1, provider.requestCount());
    }

    @Test
    void theCallOfTheParentNamesAnOldClientsAgentToo() {
        claude.next(
                Answer.of(200)
                        .json(
                                """
                                {"content":[{"type":"tool_use","id":"toolu_1","name":"Task",
                                "input":{"subagent_type":"analyst","prompt":"add up"}}]}\
                                """));
        proxy.ask(oldRequest(body("main one", "")));
        provider.next(Answer.stream().send(STREAM));
        proxy.ask(
                oldRequest(
                        body("unknown one", ",\"stream\":true").replace("\"go\"", "\"add up\"")));
        assertEquals(1, provider.requestCount());
        assertEquals(
                "call",
                RecordView.route(proxy.record().awaitEnded(2).getLast())
                        .decision()
                        .evidence()
                        .getFirst()
                        .kind());
    }

    /// Old clients tell of their session in the body only, and of agents not at all.
    private static Request oldRequest(String body) {
        String user = "user_0_account__session_" + SESSION;
        return Request.post("/v1/messages?beta=true")
                .header("user-agent", "claude-cli/2.0.76 (external, cli)")
                .json(
                        body.replaceFirst(
                                "}$", ",\"metadata\":{\"user_id\":\"%s\"}}".formatted(user)));
    }

    @Test
    void anAnswerThatIsNotStreamed() {
        provider.next(
                Answer.of(200)
                        .json(
                                "{\"id\":\"c\",\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}"));
        ReceivedAnswer answer = proxy.ask(request(body("reviewer", "")));
        assertTrue(answer.text().contains("\"type\":\"message\""), answer.text());
    }

    @Test
    void whatFailsForAWhileIsTriedAgain() {
        provider.next(
                Answer.of(429).header("retry-after", "0").json("{}"), Answer.stream().send(STREAM));
        ReceivedAnswer answer = proxy.ask(request(body("reviewer", ",\"stream\":true")));
        assertTrue(answer.text().contains("message_stop"), answer.text());
        assertEquals(2, provider.requestCount());
    }

    @Test
    void aProviderThatFailsLeavesTheAgentToClaude() {
        provider.always(Answer.of(500).json("{}"));
        claude.next(Answer.of(200).json("{\"ok\":1}"));
        String body = body("reviewer", "");
        assertEquals("{\"ok\":1}", proxy.ask(request(body)).text());
        SeenRequest sent = claude.takeRequest();
        assertEquals(body, sent.text());
        assertTrue(sent.fields().toString().contains("sk-ant-secret"));
    }

    @Test
    void errorsComeInAnthropicsShape() {
        provider.next(
                Answer.of(400)
                        .json(
                                "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\"}}"));
        ReceivedAnswer answer = proxy.ask(request(body("solo", "")));
        assertEquals(400, answer.status());
        assertEquals(
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}",
                answer.text());
    }

    @Test
    void aStreamThatBreaksOffEndsInAnError() {
        provider.next(Answer.stream().send(RoutedProxy.beginOfStream()).reset());
        ReceivedAnswer answer = proxy.ask(request(body("reviewer", ",\"stream\":true")));
        assertTrue(answer.text().contains("event: error"), answer.text());
        assertFalse(answer.text().contains("message_stop"), answer.text());
    }

    @Test
    void aClientThatLeavesCancelsTheProvider() {
        provider.next(Answer.stream().send(RoutedProxy.beginOfStream()).stall());
        RawClient client = proxy.client();
        client.send(request(body("reviewer", ",\"stream\":true"))).awaitText("Hi");
        client.reset();
        provider.takeRequest().awaitClosedByPeer(ofSeconds(1));
        assertEquals(new Outcome.ClientAborted(), proxy.record().awaitOutcome());
    }

    @Test
    void tokensAreEstimated() {
        Request request =
                Request.post("/v1/messages/count_tokens?beta=true")
                        .header("x-claude-code-agent-id", "a1")
                        .json(body("reviewer", ""));
        ReceivedAnswer answer = proxy.ask(request);
        assertTrue(answer.text().matches("\\{\"input_tokens\":\\d+}"), answer.text());
        assertEquals("input_tokens", answer.header("x-ccproxy-estimate").orElse(""));
        assertEquals(0, provider.requestCount());
    }

    @Test
    void anotherModelOfClaudes() {
        claude.next(Answer.of(200).json("{}"));
        String body = body("cheaper", "");
        proxy.ask(request(body));
        assertEquals(
                body.replace("claude-sonnet-4-5", "claude-haiku-4-5"), claude.takeRequest().text());
    }

    @Test
    void anotherModelIsNotTakenForTheSameBytesWhereItsNameIsAsLong() {
        claude.next(Answer.of(200).json("{}"));
        proxy.ask(request(body("newer", "")));
        assertTrue(claude.takeRequest().text().contains("claude-sonnet-4-6"));
        assertEquals(false, proxy.record().awaitOne().forwardedUnchanged());
    }

    @Test
    void aProviderThatSpeaksTheMessagesApiGetsTheBodyAsItCame() {
        provider.next(Answer.stream().send("event: x\ndata: {}\n\n"));
        String body = body("native", ",\"stream\": true");
        ReceivedAnswer answer = proxy.ask(request(body));
        assertEquals("event: x\ndata: {}\n\n", answer.text());
        SeenRequest sent = provider.takeRequest();
        assertEquals("/v1/messages", sent.target());
        assertEquals(body.replace("claude-sonnet-4-5", "glm-4.6"), sent.text());
        String fields = sent.fields().toString();
        assertTrue(fields.contains("sk-kin"), fields);
        assertFalse(fields.contains("sk-ant-secret"), fields);
    }

    @Test
    void bothSidesAreOnRecord() {
        provider.next(
                Answer.of(429)
                        .header("retry-after", "0")
                        .json("{\"error\":{\"message\":\"wait\"}}"),
                Answer.stream().send(STREAM));
        String body = body("reviewer", ",\"stream\":true,\"top_k\":5");
        ReceivedAnswer answer = proxy.ask(request(body));
        Exchange exchange = proxy.record().awaitOne();
        assertEquals(body, text(proxy.record().requestBody(exchange)));
        assertEquals(answer.text(), text(proxy.record().responseBody(exchange)));
        assertEquals(
                provider.takeRequest().text(), text(proxy.record().providerRequestBody(exchange)));
        assertEquals(
                "{\"error\":{\"message\":\"wait\"}}" + STREAM,
                text(proxy.record().providerResponseBody(exchange)));

        Route route = RecordView.route(exchange);
        assertEquals("reviewer", route.decision().agent());
        assertEquals("definition", route.decision().evidence().getFirst().kind());
        assertEquals("reviewer: fast:gpt-4o", route.decision().rule());
        assertEquals("closed", route.decision().breaker());
        RequestHead sent = Objects.requireNonNull(route.request());
        assertEquals("/v1/chat/completions", sent.path());
        assertTrue(
                sent.headers()
                        .first("authorization")
                        .orElseThrow()
                        .matches("Bearer sha256:[0-9a-f]{16}"),
                sent.toString());
        RouteEnding ending = RecordView.routeEnding(exchange);
        assertEquals(RouteResult.ANSWERED, ending.result());
        assertEquals(
                List.of(429, 200),
                ending.attempts().stream()
                        .map(attempt -> Objects.requireNonNull(attempt.response()).status())
                        .toList());
        assertEquals("HTTP status 429", ending.attempts().getFirst().failure());
        assertEquals(List.of("top_k", "usage"), ending.losses().stream().map(Loss::field).toList());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void headersThatTheConfigurationAddsAreNotOnRecord() {
        provider.next(Answer.of(200).json("{}"));
        proxy.ask(request(body("native", "")));
        assertTrue(provider.takeRequest().fields().toString().contains("sk-team"));
        String sent = String.valueOf(RecordView.route(proxy.record().awaitOne()).request());
        assertTrue(sent.contains("name=X-Team, value=sha256:"), sent);
        assertFalse(sent.contains("sk-"), sent);
    }

    @Test
    void itIsOnRecordHowAnAgentCameBackToClaude() {
        provider.always(Answer.of(500).json("{}"));
        claude.next(Answer.of(200).json("{\"ok\":1}"));
        proxy.ask(request(body("reviewer", "")));
        Exchange exchange = proxy.record().awaitOne();
        RouteEnding ending = RecordView.routeEnding(exchange);
        assertEquals(RouteResult.FELL_BACK, ending.result());
        assertEquals("HTTP status 500", ending.reason());
        assertEquals(2, ending.attempts().size());
        assertEquals("{}{}", text(proxy.record().providerResponseBody(exchange)));
        assertEquals("{\"ok\":1}", text(proxy.record().responseBody(exchange)));
    }

    @Test
    void anotherModelAndAnEstimateAreOnRecordToo() {
        claude.next(Answer.of(200).json("{}"));
        proxy.ask(request(body("cheaper", "")));
        Exchange renamed = proxy.record().awaitOne();
        assertEquals(RouteResult.RENAMED, RecordView.routeEnding(renamed).result());
        assertEquals("anthropic", RecordView.route(renamed).decision().provider());
        proxy.record().beginHere();
        proxy.ask(
                Request.post("/v1/messages/count_tokens")
                        .header("x-claude-code-agent-id", "a2")
                        .json(body("reviewer", "")));
        assertEquals(
                RouteResult.ESTIMATED, RecordView.routeEnding(proxy.record().awaitOne()).result());
    }

    @Test
    void aCompressedErrorIsUnderstoodAndOnRecordAsItCame() throws IOException {
        byte[] error = gzip("{\"error\":{\"message\":\"no such model\"}}");
        provider.next(Answer.of(404).header("content-encoding", "gzip").body(error));
        ReceivedAnswer answer = proxy.ask(request(body("solo", "")));
        assertEquals(404, answer.status());
        assertTrue(answer.text().contains("not_found_error"), answer.text());
        assertTrue(answer.text().contains("no such model"), answer.text());
        assertArrayEquals(error, proxy.record().providerResponseBody(proxy.record().awaitOne()));
    }

    @Test
    void aCompressedStreamIsTranslated() throws IOException {
        provider.next(Answer.stream().header("content-encoding", "gzip").send(gzip(STREAM)));
        ReceivedAnswer answer = proxy.ask(request(body("reviewer", ",\"stream\":true")));
        assertTrue(answer.text().contains("\"text\":\"Hi\""), answer.text());
        assertTrue(answer.text().endsWith("{\"type\":\"message_stop\"}\n\n"), answer.text());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /// An event loop has one client for all its exchanges.
    @Test
    void whatFollowsGoesToTheProviderOnTheSameConnection() {
        Answer answer =
                Answer.of(200)
                        .json(
                                "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}");
        provider.next(answer, answer);
        try (RawClient client = proxy.client()) {
            assertEquals(200, client.send(request(body("reviewer", ""))).readAnswer().status());
            assertEquals(200, client.send(request(body("reviewer", ""))).readAnswer().status());
        }
        assertSame(provider.takeRequest().connection(), provider.takeRequest().connection());
    }

    @Test
    void aSilentProviderIsBridgedByPings() {
        provider.next(Answer.stream().send(RoutedProxy.beginOfStream()).stall());
        try (RawClient client = proxy.client()) {
            client.patientFor(ofSeconds(20))
                    .send(request(body("reviewer", ",\"stream\":true")))
                    .awaitText("event: ping\ndata: {\"type\": \"ping\"}");
        }
    }

    @Test
    void aLargeRequestGoesThroughUnchangedInWhatItSays() {
        String said = "x".repeat(1 << 20);
        provider.next(Answer.stream().send(STREAM));
        String body = body("reviewer", ",\"stream\":true").replace("\"go\"", "\"" + said + "\"");
        assertEquals(200, proxy.ask(request(body)).status());
        assertTrue(provider.takeRequest().text().contains(said));
        claude.next(Answer.of(200).json("{}"));
        proxy.record().beginHere();
        String other = body("writer", "").replace("\"go\"", "\"" + said + "\"");
        proxy.ask(request(other));
        assertEquals(other, claude.takeRequest().text());
        assertEquals(true, proxy.record().awaitOne().forwardedUnchanged());
    }

    @Test
    void toolsThatTheProviderCannotRunAreAWarning() {
        provider.next(Answer.stream().send(STREAM));
        String tools =
                ",\"stream\":true,\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]";
        proxy.ask(request(body("reviewer", tools)));
        String health = proxy.health();
        assertTrue(health.contains("agent reviewer carries a tool that fast cannot run"), health);
        assertTrue(health.contains("DEGRADED"), health);
        Loss loss = RecordView.routeEnding(proxy.record().awaitOne()).losses().getFirst();
        assertEquals(Loss.Severity.WARNING, loss.severity());
    }

    @Test
    void aClientThatLeavesWhileItIsTriedWhetherAProviderIsBackLeavesThatToTheNext() {
        provider.next(Answer.of(500).json("{}"));
        assertEquals(500, proxy.ask(request(body("shaky", ""))).status());
        assertEquals(502, proxy.ask(request(body("shaky", ""))).status());
        Eventually.see(
                ofSeconds(10),
                "the breaker lets one request through",
                () -> proxy.health(),
                health -> health.contains("half_open"));
        provider.forget();
        provider.next(Answer.never());
        RawClient probe = proxy.client();
        probe.send(request(body("shaky", "")));
        SeenRequest seen = provider.takeRequest();
        probe.reset();
        seen.awaitClosedByPeer(ofSeconds(1));
        proxy.record().awaitEnded(3);
        assertTrue(proxy.health().contains("half_open"), "nobody has found out yet");
        provider.next(
                Answer.of(200)
                        .json(
                                "{\"id\":\"c\",\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}"));
        assertEquals(200, proxy.ask(request(body("shaky", ""))).status());
        RouteEnding left = RecordView.routeEnding(proxy.record().awaitEnded(4).get(2));
        assertEquals(RouteResult.CANCELLED, left.result());
    }

    @Test
    void aChangedConfigurationCountsAndABrokenOneDoesNot() throws IOException {
        proxy.configure(CONFIGURATION.formatted("someone-else: fast:gpt-4o"));
        claude.always(Answer.of(200).json("{}"));
        Eventually.see(
                ofSeconds(20),
                "the new configuration counts",
                () -> {
                    proxy.ask(request(body("reviewer", "")));
                    return claude.requestCount();
                },
                count -> count > 0);
        proxy.configure(CONFIGURATION.formatted("reviewer: nowhere:gpt-4o"));
        Eventually.see(
                ofSeconds(20),
                "the broken configuration is refused",
                () -> proxy.health(),
                health -> health.contains("nowhere:gpt-4o"));
        proxy.configure(CONFIGURATION.formatted("reviewer: fast:gpt-4o"));
        Eventually.see(
                ofSeconds(20),
                "the right configuration counts again",
                () -> proxy.health(),
                health -> !health.contains("nowhere:gpt-4o"));
        assertTrue(proxy.log().contains(" audit routing was read again: on, 7 mappings"));
        assertTrue(proxy.log().contains(" audit the changed configuration is refused: "));
    }

    @Test
    void aProviderThatKeepsFailingIsLeftAlone() {
        provider.always(Answer.of(500).json("{\"error\":{\"message\":\"down\"}}"));
        for (int i = 0; i < 5; i++) {
            proxy.ask(request(body("solo", "")));
        }
        assertEquals(502, proxy.ask(request(body("solo", ""))).status());
        long asked = provider.requestCount();
        assertTrue(asked >= 3 && asked <= 5, asked + " failures, and what was before them");
        assertTrue(proxy.health().contains("open"));
    }
}
