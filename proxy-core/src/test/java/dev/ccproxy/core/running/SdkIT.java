package dev.ccproxy.core.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.Event;
import dev.ccproxy.fixtures.upstream.MessageEvents;
import dev.ccproxy.fixtures.upstream.SeenRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Anthropic's own Java SDK sees the same through the proxy as without it, and so does the
/// upstream.
class SdkIT {
    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    private static final MessageCreateParams MESSAGE =
            MessageCreateParams.builder()
                    .model("claude-sonnet-4-5")
                    .maxTokens(100)
                    .addUserMessage("Hello, \uD83D\uDE00")
                    .build();

    @Test
    void creates() {
        assertSame(
                Answer.of(200)
                        .header("request-id", "req_01")
                        .json(
                                """
                                {"id":"msg_01","type":"message","role":"assistant","model":"claude-sonnet-4-5",\
                                "content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn",\
                                "stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":2}}\
                                """),
                client -> client.messages().create(MESSAGE).toString());
    }

    @Test
    void streams() {
        List<Event> events = MessageEvents.saying("Hel", "lo ", "\uD83D\uDE00");
        String seen = assertSame(Answer.stream(events), client -> stream(client).toString());
        assertEquals(events.size() - 1, stream(client(proxy.process().port()), events).size());
        assertEquals(true, seen.contains("\uD83D\uDE00"));
    }

    @Test
    void countsTokens() {
        MessageCountTokensParams params =
                MessageCountTokensParams.builder()
                        .model("claude-sonnet-4-5")
                        .addUserMessage("Hello")
                        .build();
        assertEquals(
                "2095",
                assertSame(
                        Answer.of(200).json("{\"input_tokens\":2095}"),
                        client -> "" + client.messages().countTokens(params).inputTokens()));
    }

    @Test
    void listsModels() {
        assertSame(
                Answer.of(200)
                        .json(
                                """
                                {"data":[{"type":"model","id":"claude-sonnet-4-5","display_name":"Sonnet",\
                                "created_at":"2025-02-19T00:00:00Z"}],"has_more":false,\
                                "first_id":"claude-sonnet-4-5","last_id":"claude-sonnet-4-5"}\
                                """),
                client -> client.models().list().data().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422, 429, 500, 529})
    void fails(int status) {
        assertSame(
                Answer.of(status)
                        .header("retry-after", "0")
                        .header("request-id", "req_02")
                        .json(
                                "{\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"words\"}}"),
                client -> failure(() -> client.messages().create(MESSAGE)));
    }

    @Test
    void failsInMidStream() {
        assertSame(
                Answer.stream(List.of(MessageEvents.START, MessageEvents.OVERLOADED)),
                client -> failure(() -> stream(client)));
    }

    @Test
    void noticesABrokenStream() {
        assertSame(
                Answer.stream().events(MessageEvents.saying("Hi").subList(0, 4)).fin(),
                client ->
                        assertThrows(RuntimeException.class, () -> stream(client))
                                .getClass()
                                .getName());
    }

    /// Does the same directly and through the proxy, and expects the same result and the same
    /// request at the upstream.
    private static String assertSame(Answer answer, Function<AnthropicClient, String> action) {
        proxy.upstream().always(answer);
        String direct = action.apply(client(proxy.upstream().port()));
        SeenRequest fromClient = proxy.upstream().takeRequest();
        String throughProxy = action.apply(client(proxy.process().port()));
        SeenRequest fromProxy = proxy.upstream().takeRequest();

        assertEquals(direct, throughProxy);
        assertEquals(withoutConnection(fromClient), withoutConnection(fromProxy));
        assertEquals(fromClient.text(), fromProxy.text());
        assertEquals(2, proxy.upstream().requestCount());
        return throughProxy;
    }

    private static String withoutConnection(SeenRequest request) {
        return request.head().raw().replaceAll("(?im)^connection:.*\\R", "");
    }

    private static AnthropicClient client(int port) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(URI.create("http://127.0.0.1:" + port).toString())
                .apiKey("sk-ant-test")
                .maxRetries(0)
                .build();
    }

    private static List<String> stream(AnthropicClient client) {
        try (StreamResponse<RawMessageStreamEvent> response =
                client.messages().createStreaming(MESSAGE)) {
            List<String> events = new ArrayList<>();
            response.stream().forEach(event -> events.add(event.toString()));
            return events;
        }
    }

    private static List<String> stream(AnthropicClient client, List<Event> events) {
        proxy.upstream().next(Answer.stream(events));
        return stream(client);
    }

    private static String failure(org.junit.jupiter.api.function.Executable action) {
        AnthropicServiceException e = assertThrows(AnthropicServiceException.class, action);
        return e.getClass()
                + " "
                + e.statusCode()
                + " "
                + e.body()
                + " "
                + e.headers().values("retry-after");
    }
}
