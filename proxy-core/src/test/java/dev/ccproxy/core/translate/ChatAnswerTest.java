package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers of Chat Completions that are not streamed.
class ChatAnswerTest {
    private final Translation translation =
            Judge.translated(
                    "{\"messages\":[],\"stop_sequences\":[\"END\"]}",
                    new Target(Dialect.CHAT, "gpt-4o", true));

    private JsonNode answer(String message, String finish) {
        return Judge.answer(
                translation,
                """
                {"id":"chatcmpl-1","model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":%s,\
                "finish_reason":"%s"}],"usage":{"prompt_tokens":120,"completion_tokens":9,\
                "prompt_tokens_details":{"cached_tokens":50},"completion_tokens_details":{"reasoning_tokens":4}}}\
                """
                        .formatted(message, finish));
    }

    private static String call(String id, String name, String arguments) {
        return """
        {"id":"%s","type":"function","function":{"name":"%s","arguments":"%s"}}\
        """
                .formatted(id, name, arguments);
    }

    @Test
    void text() {
        assertEquals(
                Judge.json(
                        """
                        {"type":"message","role":"assistant","model":"gpt-4o-2024-08-06",
                        "content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","stop_sequence":null,
                        "usage":{"input_tokens":70,"cache_creation_input_tokens":0,"cache_read_input_tokens":50,
                        "output_tokens":9}}\
                        """),
                Judge.withoutId(answer("{\"role\":\"assistant\",\"content\":\"Hi\"}", "stop")));
    }

    @Test
    void answersHaveIdsOfTheirOwn() {
        String said = "{\"role\":\"assistant\",\"content\":\"Hi\"}";
        assertNotEquals(answer(said, "stop").path("id"), answer(said, "stop").path("id"));
    }

    @Test
    void textAndParallelCalls() {
        JsonNode answer =
                answer(
                        "{\"content\":\"Look\",\"tool_calls\":["
                                + call("c1", "Read", "{\\\"a\\\":1}")
                                + ","
                                + call("c2", "Read", "")
                                + "]}",
                        "tool_calls");
        assertEquals(
                Judge.json(
                        """
                        [{"type":"text","text":"Look"},
                        {"type":"tool_use","id":"c1","name":"Read","input":{"a":1}},
                        {"type":"tool_use","id":"c2","name":"Read","input":{}}]\
                        """),
                Judge.withoutId(answer).path("content"));
        assertEquals("tool_use", answer.path("stop_reason").asText());
    }

    @Test
    void aCallWhoseArgumentsAreNoJson() {
        JsonNode answer =
                answer("{\"tool_calls\":[" + call("c1", "Read", "file.txt") + "]}", "stop");
        assertEquals(
                "file.txt",
                answer.path("content").path(0).path("input").path("INVALID_JSON").asText());
        assertTrue(Judge.lost(translation).contains("tool_use.input"));
    }

    @Test
    void aRefusal() {
        JsonNode answer = answer("{\"content\":null,\"refusal\":\"No.\"}", "stop");
        assertEquals("No.", answer.path("content").path(0).path("text").asText());
        assertEquals("refusal", answer.path("stop_reason").asText());
    }

    @ParameterizedTest
    @CsvSource({"reasoning_content", "reasoning"})
    void reasoningIsThinkingWithoutASignature(String field) {
        JsonNode answer = answer("{\"content\":\"Hi\",\"%s\":\"hmm\"}".formatted(field), "stop");
        assertEquals(
                Judge.json(
                        """
                        [{"type":"thinking","thinking":"hmm","signature":""},{"type":"text","text":"Hi"}]\
                        """),
                answer.path("content"));
    }

    @Test
    void nothingAtAll() {
        JsonNode answer = answer("{\"content\":\"\"}", "stop");
        assertEquals(0, answer.path("content").size());
        assertEquals("end_turn", answer.path("stop_reason").asText());
    }

    @Test
    void contentInParts() {
        assertEquals(
                "ab",
                answer(
                                "{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}",
                                "stop")
                        .path("content")
                        .path(0)
                        .path("text")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource({
        "stop,end_turn",
        "length,max_tokens",
        "content_filter,refusal",
        "tool_calls,tool_use",
        "function_call,tool_use",
        "novel,end_turn"
    })
    void whyItEnded(String theirs, String ours) {
        assertEquals(ours, answer("{\"content\":\"Hi\"}", theirs).path("stop_reason").asText());
    }

    @Test
    void aLegacyFunctionCall() {
        JsonNode answer =
                answer(
                        "{\"function_call\":{\"name\":\"Read\",\"arguments\":\"{}\"}}",
                        "function_call");
        JsonNode use = answer.path("content").path(0);
        assertEquals("Read", use.path("name").asText());
        assertTrue(use.path("id").asText().matches("toolu_[0-9a-f]{24}"), use.toString());
    }

    @Test
    void aStopSequenceWhereTheProviderTellsWhich() {
        JsonNode answer =
                Judge.answer(
                        translation,
                        """
                        {"choices":[{"message":{"content":"a"},"finish_reason":"stop","stop_reason":"END"}]}\
                        """);
        assertEquals("stop_sequence", answer.path("stop_reason").asText());
        assertEquals("END", answer.path("stop_sequence").asText());
    }

    @Test
    void usageIsEstimatedWhereThereIsNone() {
        JsonNode answer =
                Judge.answer(
                        translation,
                        "{\"choices\":[{\"message\":{\"content\":\"12345678\"},\"finish_reason\":\"stop\"}]}");
        assertEquals(2, answer.path("usage").path("output_tokens").asInt());
        assertTrue(answer.path("usage").path("input_tokens").asInt() > 0);
        assertTrue(Judge.lost(translation).contains("usage"));
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        for (String answer : new String[] {"<html>", "[]", "{}", "{\"choices\":[]}"}) {
            assertThrows(
                    AnswerException.class,
                    () -> translation.answer(answer.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_request_error",
        "401,authentication_error",
        "403,permission_error",
        "404,not_found_error",
        "413,request_too_large",
        "422,invalid_request_error",
        "429,rate_limit_error",
        "500,api_error",
        "503,overloaded_error",
        "529,overloaded_error"
    })
    void errors(int status, String type) {
        for (String body :
                new String[] {
                    "{\"error\":{\"message\":\"why\",\"type\":\"t\"}}",
                    "[{\"error\":{\"message\":\"why\"}}]",
                    "{\"error\":\"why\"}",
                    "{\"message\":\"why\"}",
                    "{\"detail\":\"why\"}",
                    "why\n"
                }) {
            byte[] translated =
                    ProviderError.translate(status, body.getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    Judge.json(
                            "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"why\"}}"
                                    .formatted(type)),
                    Judge.error(translated));
        }
    }

    @Test
    void anEmptyErrorTellsItsStatus() {
        assertEquals(
                "HTTP status 502",
                Wire.read(ProviderError.translate(502, new byte[0]))
                        .path("error")
                        .path("message")
                        .asText());
    }

    @Test
    void aConversationThatIsTooLongIsToldInTheWordsThatClaudeCodeLooksFor() {
        String body =
                "{\"error\":{\"message\":\"max 128000\",\"code\":\"context_length_exceeded\"}}";
        assertEquals(
                "prompt is too long: max 128000",
                Wire.read(ProviderError.translate(400, body.getBytes(StandardCharsets.UTF_8)))
                        .path("error")
                        .path("message")
                        .asText());
    }

    @Test
    void anEstimateOfTokens() {
        assertEquals(Judge.json("{\"input_tokens\":3}"), Judge.count(TokenEstimate.of(9).body()));
        assertFalse(TokenEstimate.of(0).tokens() > 0);
    }
}
