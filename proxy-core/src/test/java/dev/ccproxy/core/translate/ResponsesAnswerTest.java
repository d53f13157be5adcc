package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.StopReason;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesAnswerTest {
    private static final String USAGE =
            """
            "usage":{"input_tokens":120,"input_tokens_details":{"cached_tokens":50},"output_tokens":7,\
            "output_tokens_details":{"reasoning_tokens":3}}\
            """;
    private static final String CREATED =
            event("response.created", "\"response\":{\"id\":\"resp_1\",\"model\":\"gpt-5\"}");
    private static final String COMPLETED =
            event("response.completed", "\"response\":{\"status\":\"completed\"," + USAGE + "}");

    private final Translation translation =
            Judge.translated(
                    "{\"messages\":[],\"stream\":true}",
                    new Target(Dialect.RESPONSES, "gpt-5", true));

    private static String event(String type, String fields) {
        return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, fields);
    }

    private static String delta(String kind, int index, String delta) {
        return event(
                "response." + kind + ".delta",
                "\"output_index\":%d,\"item_id\":\"i%d\",\"delta\":\"%s\""
                        .formatted(index, index, delta));
    }

    private static String call(String event, int index, String name, String arguments) {
        return event(
                "response.output_item." + event,
                """
                "output_index":%d,"item":{"type":"function_call","id":"i%d","call_id":"c%d",\
                "name":"%s","arguments":"%s"}\
                """
                        .formatted(index, index, index, name, arguments));
    }

    private List<SseEvent> events(String... stream) {
        return Judge.events(translation, String.join("", stream), 1 << 20);
    }

    private Message message(String... stream) {
        return Judge.accumulated(events(stream));
    }

    @Test
    void reasoningThenTextThenCalls() {
        Message message =
                message(
                        CREATED,
                        delta("reasoning_summary_text", 0, "hmm"),
                        delta("output_text", 1, "Hel"),
                        delta("output_text", 1, "lo"),
                        event(
                                "response.output_item.done",
                                """
                                "output_index":1,"item":{"type":"message","content":[{"type":"output_text","text":"Hello"}]}\
                                """),
                        call("added", 2, "A", ""),
                        delta("function_call_arguments", 2, "{\\\"a\\\""),
                        delta("function_call_arguments", 2, ":1}"),
                        call("done", 2, "A", "{\\\"a\\\":1}"),
                        COMPLETED);
        assertEquals(
                List.of("thinking:hmm", "text:Hello", "tool_use:A{\"a\":1}"),
                Judge.blocks(message));
        assertEquals(StopReason.TOOL_USE, message.stopReason().orElseThrow());
        assertEquals("c2", Judge.theirs(message.content().getLast().asToolUse().id()));
        assertEquals(7, message.usage().outputTokens());
    }

    @Test
    void usageTellsWhatWasCached() {
        JsonNode usage = Judge.json(events(CREATED, COMPLETED).get(1).data()).path("usage");
        assertEquals(70, usage.path("input_tokens").asInt());
        assertEquals(50, usage.path("cache_read_input_tokens").asInt());
    }

    @Test
    void interleavedCallsDoNotOverlap() {
        assertEquals(
                List.of("tool_use:A{\"a\":1}", "tool_use:B{\"b\":2}"),
                Judge.blocks(
                        message(
                                CREATED,
                                call("added", 0, "A", ""),
                                call("added", 1, "B", ""),
                                delta("function_call_arguments", 1, "{\\\"b\\\":2}"),
                                delta("function_call_arguments", 0, "{\\\"a\\\":1}"),
                                COMPLETED)));
    }

    @Test
    void argumentsThatComeAtOnce() {
        String done =
                event(
                        "response.function_call_arguments.done",
                        "\"output_index\":0,\"item_id\":\"i0\",\"arguments\":\"{\\\"a\\\":1}\"");
        assertEquals(
                List.of("tool_use:A{\"a\":1}", "tool_use:B{\"b\":2}", "tool_use:C{}"),
                Judge.blocks(
                        message(
                                CREATED,
                                call("added", 0, "A", ""),
                                done,
                                call("done", 1, "B", "{\\\"b\\\":2}"),
                                call("added", 2, "C", ""),
                                COMPLETED)));
    }

    @ParameterizedTest
    @CsvSource({"max_output_tokens,max_tokens", "content_filter,refusal"})
    void incompleteAnswers(String theirs, String ours) {
        String incomplete =
                event(
                        "response.incomplete",
                        "\"response\":{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"%s\"},%s}"
                                .formatted(theirs, USAGE));
        assertEquals(
                ours,
                message(CREATED, delta("output_text", 0, "a"), incomplete)
                        .stopReason()
                        .orElseThrow()
                        .asString());
    }

    @Test
    void refusals() {
        Message message = message(CREATED, delta("refusal", 0, "No."), COMPLETED);
        assertEquals(List.of("text:No."), Judge.blocks(message));
        assertEquals(StopReason.REFUSAL, message.stopReason().orElseThrow());
    }

    @Test
    void failures() {
        String failed =
                event(
                        "response.failed",
                        "\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}");
        String error = event("error", "\"code\":\"server_error\",\"message\":\"broken\"");
        assertEquals(
                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow\"}}",
                events(CREATED, failed).getLast().data());
        assertEquals(
                "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"broken\"}}",
                events(CREATED, error).getLast().data());
    }

    @Test
    void aStreamThatBreaksOffIsNoCleanEnd() {
        List<SseEvent> events = events(CREATED, delta("output_text", 0, "a"));
        assertEquals("error", events.getLast().type());
        assertFalse(events.toString().contains("message_stop"));
    }

    @Test
    void nothingAfterTheEnd() {
        assertEquals(
                "message_stop",
                events(CREATED, COMPLETED, delta("output_text", 0, "a")).getLast().type());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void piecesOfAnySize(int piece) {
        String stream =
                (CREATED + delta("output_text", 0, "😀é") + COMPLETED).replace("\n", "\r\n");
        assertEquals(
                List.of("text:😀é"),
                Judge.blocks(Judge.accumulated(Judge.events(translation, stream, piece))));
    }

    @Test
    void anAnswerThatIsNotStreamed() {
        JsonNode answer =
                Judge.answer(
                        translation,
                        """
                        {"id":"resp_1","model":"gpt-5","status":"completed","error":null,"output":[
                        {"type":"reasoning","id":"r","summary":[{"type":"summary_text","text":"hmm"}]},
                        {"type":"message","content":[{"type":"output_text","text":"Hi"}]},
                        {"type":"function_call","id":"f","call_id":"c1","name":"A","arguments":"{\\"a\\":1}"}],%s}\
                        """
                                .formatted(USAGE));
        assertEquals(
                Judge.json(
                        """
                        {"type":"message","role":"assistant","model":"gpt-5","content":[
                        {"type":"thinking","thinking":"hmm","signature":""},{"type":"text","text":"Hi"},
                        {"type":"tool_use","id":"c1","name":"A","input":{"a":1}}],
                        "stop_reason":"tool_use","stop_sequence":null,
                        "usage":{"input_tokens":70,"cache_creation_input_tokens":0,"cache_read_input_tokens":50,
                        "output_tokens":7}}\
                        """),
                Judge.withoutId(answer));
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        for (String answer : new String[] {"<html>", "[]", "{}"}) {
            assertThrows(
                    AnswerException.class,
                    () -> translation.answer(answer.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
