package dev.ccproxy.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private final RequestReader reader = new RequestReader(new ObjectMapper());

    @Test
    void readsWhatClaudeCodeSends() throws Exception {
        MessagesRequest request =
                read(
                        """
                        {"model":"claude-opus-4-5","messages":[
                          {"role":"user","content":"hi"},
                          {"role":"assistant","content":[
                            {"type":"thinking","thinking":"hm","signature":"c2ln"},
                            {"type":"tool_use","id":"toolu_1","name":"Read","input":{"file_path":"/a"}}]},
                          {"role":"user","content":[
                            {"type":"tool_result","tool_use_id":"toolu_1","is_error":true,
                             "content":[{"type":"text","text":"no such file"}],
                             "cache_control":{"type":"ephemeral","ttl":"1h"}}]}],
                         "system":[{"type":"text","text":"You are","cache_control":{"type":"ephemeral"}}],
                         "tools":[{"name":"Read","description":"Reads","input_schema":{"type":"object"}},
                                  {"type":"web_search_20250305","name":"web_search","max_uses":8}],
                         "metadata":{"user_id":"u"},"max_tokens":32000,
                         "thinking":{"type":"enabled","budget_tokens":31999},
                         "tool_choice":{"type":"tool","name":"Read","disable_parallel_tool_use":true},
                         "output_config":{"effort":"high"},"stop_sequences":["</block>"],
                         "temperature":1,"stream":true}
                        """);

        assertEquals("claude-opus-4-5", request.model());
        assertEquals(
                List.of(new ContentBlock.Text("You are", new CacheControl(Duration.ofMinutes(5)))),
                request.system());
        assertEquals(List.of(new ContentBlock.Text("hi", null)), content(request, 0));
        assertEquals(new ContentBlock.Thinking("hm", "c2ln"), content(request, 1).getFirst());
        var call = assertInstanceOf(ContentBlock.ToolUse.class, content(request, 1).getLast());
        assertEquals("/a", call.input().path("file_path").asText());
        assertEquals(
                new ContentBlock.ToolResult(
                        "toolu_1",
                        List.of(new ContentBlock.Text("no such file", null)),
                        true,
                        new CacheControl(Duration.ofHours(1))),
                content(request, 2).getFirst());
        assertEquals("Read", assertInstanceOf(Tool.Custom.class, request.tools().get(0)).name());
        assertEquals(
                "web_search_20250305",
                assertInstanceOf(Tool.Server.class, request.tools().get(1)).type());
        assertEquals(new ThinkingMode.Enabled(31_999), request.thinking());
        assertEquals(new ToolChoice.Named("Read", true), request.toolChoice());
        assertEquals(32_000, request.maxTokens());
        assertEquals(1.0, request.temperature());
        assertEquals("high", request.effort());
        assertEquals(List.of("</block>"), request.stopSequences());
        assertEquals("u", request.userId());
        assertEquals(true, request.stream());
    }

    @Test
    void keepsWhatItDoesNotKnow() throws Exception {
        MessagesRequest request =
                read(
                        """
                        {"model":"m","messages":[{"role":"user","content":[
                          {"type":"hologram","depth":3},
                          {"type":"image","source":{"type":"satellite","orbit":7}}]}]}
                        """);

        var block = assertInstanceOf(ContentBlock.Unknown.class, content(request, 0).getFirst());
        assertEquals(3, block.json().path("depth").asInt());
        var image = assertInstanceOf(ContentBlock.Image.class, content(request, 0).getLast());
        var source = assertInstanceOf(Source.Unknown.class, image.source());
        assertEquals(7, source.json().path("orbit").asInt());
    }

    @Test
    void takesAFieldOfTheWrongTypeAsMissing() throws Exception {
        MessagesRequest request =
                read(
                        "{\"model\":5,\"messages\":7,\"max_tokens\":\"many\",\"tools\":{},\"stream\":1}");

        assertEquals(List.of(), request.messages());
        assertEquals(List.of(), request.tools());
        assertNull(request.maxTokens());
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThrows(MalformedMessageException.class, () -> read("[]"));
        assertThrows(MalformedMessageException.class, () -> read("{\"model\":"));
        assertThrows(MalformedMessageException.class, () -> read(""));
    }

    private MessagesRequest read(String body) throws MalformedMessageException {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ContentBlock> content(MessagesRequest request, int message) {
        return request.messages().get(message).content();
    }
}
