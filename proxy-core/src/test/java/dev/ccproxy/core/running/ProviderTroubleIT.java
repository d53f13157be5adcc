package dev.ccproxy.core.running;

import static dev.ccproxy.core.running.RoutedProxy.SESSION;
import static dev.ccproxy.core.running.RoutedProxy.STREAM;
import static dev.ccproxy.core.running.RoutedProxy.body;
import static dev.ccproxy.core.running.RoutedProxy.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.Route;
import dev.ccproxy.exchange.RouteEnding;
import dev.ccproxy.exchange.RouteResult;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.MockUpstream;
import dev.ccproxy.fixtures.upstream.SeenRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Providers of several kinds, and what becomes of an agent where one is in trouble.
class ProviderTroubleIT {
    /// With a place for the version of the provider that is mended.
    private static final String CONFIGURATION =
            """
            subagents:
              enable: true
              mappings:
                cheaper: claude-haiku-4-5
                native: kin:glm-4.6
                modern: modern:gpt-5
                calm: calm:gpt-4o
                fallen: fallen:gpt-4o
                mended: mended:gpt-4o
                analyst: calm:gpt-4o
            providers:
              kin: {format: anthropic, base_url: "${URL}"}
              modern: {format: openai, api: responses, base_url: "${URL}"}
              calm:
                format: openai
                base_url: "${URL}"
                timeout: 1s
                circuit_breaker: {enabled: false}
              fallen:
                format: openai
                base_url: "${URL}"
                max_retries: 0
                fallback_provider: anthropic
                circuit_breaker: {max_failures: 1, timeout: 1h}
              mended:
                format: openai
                base_url: "${URL}"
                max_retries: 0
                circuit_breaker: {max_failures: 1, timeout: 1h}
                headers: {X-Version: "%d"}
            """;

    @RegisterExtension
    static final RoutedProxy proxy =
            new RoutedProxy(
                    CONFIGURATION.formatted(1),
                    "modern",
                    "calm",
                    "fallen",
                    "mended",
                    "native",
                    "cheaper");

    private static final MockUpstream claude = proxy.claude();
    private static final MockUpstream provider = proxy.provider();

    @Test
    void aProviderThatSpeaksTheResponsesApi() {
        provider.next(
                Answer.stream()
                        .send(
                                """
                                event: response.created
                                data: {"type":"response.created","response":{"id":"resp_1","model":"gpt-5"}}

                                event: response.output_text.delta
                                data: {"type":"response.output_text.delta","output_index":0,"delta":"Hi"}

                                event: response.completed
                                data: {"type":"response.completed","response":{"status":"completed"}}

                                """));
        ReceivedAnswer answer = proxy.ask(request(body("modern", ",\"stream\":true")));
        assertTrue(answer.text().contains("\"text\":\"Hi\""), answer.text());
        assertTrue(answer.text().endsWith("{\"type\":\"message_stop\"}\n\n"), answer.text());
        SeenRequest sent = provider.takeRequest();
        assertEquals("/v1/responses", sent.target());
        assertTrue(sent.text().contains("\"input\":[{\"type\":\"message\""), sent.text());
        provider.next(
                Answer.of(200)
                        .json(
                                "{\"output\":[{\"type\":\"message\",\"content\":[{\"text\":\"Ho\"}]}]}"));
        String whole = proxy.ask(request(body("modern", ""))).text();
        assertTrue(whole.contains("\"text\":\"Ho\""), whole);
    }

    @Test
    void aLongPauseIsTheClientsToKeep() {
        provider.next(
                Answer.of(429)
                        .header("retry-after", "3600")
                        .json("{\"error\":{\"message\":\"slow down\"}}"));
        ReceivedAnswer answer = proxy.ask(request(body("calm", "")));
        assertEquals(429, answer.status());
        assertEquals("3600", answer.header("retry-after").orElse(""));
        assertTrue(answer.text().contains("rate_limit_error"), answer.text());
        assertEquals(1, provider.requestCount());
    }

    @Test
    void aProviderThatIsSilentIsNotWaitedForLongerThanItIsGiven() {
        provider.always(Answer.never());
        ReceivedAnswer none = proxy.ask(request(body("calm", "")));
        assertEquals(502, none.status());
        assertTrue(none.text().contains("calm did not answer"), none.text());
        provider.forget();
        provider.next(Answer.stream().send(RoutedProxy.beginOfStream()).stall());
        ReceivedAnswer half = proxy.ask(request(body("calm", ",\"stream\":true")));
        assertTrue(half.text().contains("event: error"), half.text());
        assertFalse(half.text().contains("message_stop"), half.text());
    }

    @Test
    void anAgentGoesToClaudeWithoutAskingAProviderThatIsLeftAlone() {
        provider.next(Answer.of(500).json("{}"));
        claude.always(Answer.of(200).json("{\"ok\":1}"));
        proxy.ask(request(body("fallen", "")));
        assertEquals("{\"ok\":1}", proxy.ask(request(body("fallen", ""))).text());
        assertEquals(1, provider.requestCount());
        Exchange second = proxy.record().awaitEnded(2).get(1);
        assertEquals("open", RecordView.route(second).decision().breaker());
        RouteEnding ending = RecordView.routeEnding(second);
        assertEquals(RouteResult.FELL_BACK, ending.result());
        assertEquals("it keeps failing and is left alone for a while", ending.reason());
        assertEquals(List.of(), ending.attempts());
    }

    @Test
    void errorsOfAProviderThatSpeaksTheMessagesApiAreTheClientsToRead() {
        String error =
                "{\"type\":\"error\", \"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"},\"x\":1}";
        provider.next(
                Answer.of(529)
                        .header("retry-after", "7")
                        .header("x-should-retry", "true")
                        .json(error));
        ReceivedAnswer answer = proxy.ask(request(body("native", "")));
        assertEquals(529, answer.status());
        assertEquals(error, answer.text());
        assertEquals("7", answer.header("retry-after").orElse(""));
        assertEquals("true", answer.header("x-should-retry").orElse(""));
        assertEquals(1, provider.requestCount());
    }

    @Test
    void whatAnotherModelThoughtDoesNotGoToClaude() {
        claude.next(Answer.of(200).json("{}"));
        String thought = "{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"\"},";
        proxy.ask(request(body("cheaper", "").replace("\"content\":[", "\"content\":[" + thought)));
        String sent = claude.takeRequest().text();
        assertTrue(sent.contains("claude-haiku-4-5"), sent);
        assertFalse(sent.contains("thinking"), sent);
    }

    @Test
    void aProviderThatIsConfiguredAnewIsAskedAgain() throws IOException {
        provider.next(Answer.of(500).json("{}"));
        assertEquals(500, proxy.ask(request(body("mended", ""))).status());
        assertEquals(502, proxy.ask(request(body("mended", ""))).status());
        assertTrue(proxy.health().contains("provider mended fails"));
        assertEquals(1, metric("ccproxy_provider_left_alone{provider=\"mended\"}"));
        assertEquals(2, metric("ccproxy_routed_total{provider=\"mended\",result=\"failed\"}"));
        proxy.configure(CONFIGURATION.formatted(2));
        Eventually.see(
                ofSeconds(20),
                "the state of what is configured no more is forgotten",
                () -> proxy.health(),
                health -> !health.contains("provider mended fails"));
        assertEquals(0, metric("ccproxy_provider_left_alone{provider=\"mended\"}"));
        provider.next(Answer.stream().send(STREAM));
        assertEquals(200, proxy.ask(request(body("mended", ",\"stream\":true"))).status());
    }

    private static double metric(String name) {
        return proxy.ask(Request.get("/metrics"))
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAgentThatAnotherProcessSawBeingSentOffIsKnown() {
        claude.next(
                Answer.stream()
                        .send(
                                """
                                event: content_block_start
                                data: {"index":0,"content_block":{"type":"tool_use","id":"toolu_9","name":"Agent"}}

                                event: content_block_delta
                                data: {"index":0,"delta":{"partial_json":"{\\"subagent_type\\":\\"analyst\\",\\"prompt\\":\\"sum\\"}"}}

                                event: content_block_stop
                                data: {"index":0}

                                """));
        proxy.ask(
                Request.post("/v1/messages")
                        .header("user-agent", "claude-cli/2.1.330 (external, cli)")
                        .header("x-claude-code-session-id", SESSION)
                        .json("{}"));
        proxy.record().awaitEnded(1);
        try (ProxyProcess other = proxy.another()) {
            provider.next(Answer.stream().send(STREAM));
            String body = body("unknown one", ",\"stream\":true");
            other.ask(request(body.replace("\"go\"", "\"sum\"")));
            assertEquals(1, provider.requestCount());
        }
    }

    @Test
    void whatAKilledProcessKnewOfARouteIsOnRecord() {
        provider.next(Answer.stream().send(RoutedProxy.beginOfStream()).stall());
        try (ProxyProcess doomed = proxy.another();
                RawClient client = doomed.client()) {
            client.send(request(body("mended", ",\"stream\":true,\"top_k\":5"))).awaitText("Hi");
            Eventually.see(
                    ofSeconds(20),
                    "what the provider answered so far",
                    proxy.record()::all,
                    all ->
                            all.size() == 1
                                    && RecordView.route(all.getFirst()).responseBody().size() > 0);
            doomed.kill();
        }
        try (ProxyProcess next = proxy.another()) {
            Exchange exchange = proxy.record().awaitOne();
            assertEquals(new Outcome.Abandoned(), exchange.outcome(), next.log());
            Route route = RecordView.route(exchange);
            assertNull(route.ending());
            assertEquals(List.of("top_k"), route.losses().stream().map(Loss::field).toList());
            assertEquals(
                    RoutedProxy.beginOfStream(),
                    new String(proxy.record().providerResponseBody(exchange), UTF_8));
        }
    }
}
