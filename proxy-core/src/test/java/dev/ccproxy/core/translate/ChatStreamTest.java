package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.StopReason;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.sse.SseEvent;
import dev.ccproxy.sse.SseParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of Chat Completions as they stream in.
class ChatStreamTest {
    private static final String DONE = "data: [DONE]\n\n";
    private static final String ROLE = delta("{\"role\":\"assistant\",\"content\":\"\"}");

    private final Translation translation =
            Judge.translated(
                    "{\"messages\":[],\"stream\":true}", new Target(Dialect.CHAT, "gpt-4o", true));

    private static String chunk(String fields) {
        return "data: {\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o\"," + fields + "}\n\n";
    }

    private static String delta(String delta) {
        return chunk("\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]");
    }

    private static String text(String text) {
        return delta("{\"content\":\"" + text + "\"}");
    }

    private static String call(String fields) {
        return delta("{\"tool_calls\":[{" + fields + "}]}");
    }

    private static String named(int index, String id, String name, String arguments) {
        return call(
                """
                "index":%d,"id":"%s","type":"function","function":{"name":"%s","arguments":"%s"}\
                """
                        .formatted(index, id, name, arguments));
    }

    private static String more(int index, String arguments) {
        return call(
                """
                "index":%d,"function":{"arguments":"%s"}\
                """
                        .formatted(index, arguments));
    }

    private static String finish(String reason) {
        return chunk(
                "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]");
    }

    private static String usage() {
        return chunk(
                """
                "choices":[],"usage":{"prompt_tokens":120,"completion_tokens":7,\
                "prompt_tokens_details":{"cached_tokens":50}}\
                """);
    }

    private List<SseEvent> events(String... stream) {
        return Judge.events(translation, String.join("", stream), 1 << 20);
    }

    private Message message(String... stream) {
        return Judge.accumulated(events(stream));
    }

    private static SseEvent last(List<SseEvent> events) {
        return events.getLast();
    }

    @Test
    void eventsInTheMessagesApisOrder() {
        List<String> types =
                events(ROLE, text("Hel"), text("lo"), finish("stop"), usage(), DONE).stream()
                        .map(SseEvent::type)
                        .toList();
        assertEquals(
                List.of(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop"),
                types);
    }

    @Test
    void textAndUsage() {
        Message message = message(ROLE, text("Hel"), text("lo"), finish("stop"), usage(), DONE);
        assertEquals(List.of("text:Hello"), Judge.blocks(message));
        assertEquals(StopReason.END_TURN, message.stopReason().orElseThrow());
        assertEquals(7, message.usage().outputTokens());
        assertEquals("gpt-4o", message.model().asString());
    }

    @Test
    void cachedTokensStandBesideTheInput() {
        JsonNode end =
                Judge.json(
                        events(ROLE, finish("stop"), usage(), DONE).stream()
                                .filter(event -> event.type().equals("message_delta"))
                                .findFirst()
                                .orElseThrow()
                                .data());
        assertEquals(70, end.path("usage").path("input_tokens").asInt());
        assertEquals(50, end.path("usage").path("cache_read_input_tokens").asInt());
    }

    @Test
    void theFirstDeltaOfEachBlockIsKept() {
        assertEquals(
                List.of("thinking:ab", "text:cd", "tool_use:Read{\"x\":1}"),
                Judge.blocks(
                        message(
                                delta("{\"reasoning_content\":\"a\"}"),
                                delta("{\"reasoning_content\":\"b\"}"),
                                text("c"),
                                text("d"),
                                named(0, "c1", "Read", "{\\\"x\\\":1}"),
                                finish("tool_calls"),
                                DONE)));
    }

    @Test
    void usageOnEveryChunkCountsOnce() {
        String withUsage =
                chunk(
                        """
                        "choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":5,"completion_tokens":%d}\
                        """);
        Message message =
                message(withUsage.formatted(1), withUsage.formatted(2), finish("stop"), DONE);
        assertEquals(2, message.usage().outputTokens());
    }

    @Test
    void noUsageAtAllIsEstimated() {
        assertEquals(2, message(text("12345678"), finish("stop"), DONE).usage().outputTokens());
        assertTrue(Judge.lost(translation).contains("usage"));
    }

    @Test
    void argumentsInPiecesAndWithTheName() {
        assertEquals(
                List.of("tool_use:Read{\"path\":\"/a\"}"),
                Judge.blocks(
                        message(
                                named(0, "c1", "Read", "{\\\"pa"),
                                more(0, "th\\\":\\\"/a"),
                                more(0, "\\\"}"),
                                finish("tool_calls"),
                                DONE)));
    }

    @Test
    void idAndNameThatComeLate() {
        Message message =
                message(
                        call("\"index\":0,\"function\":{\"arguments\":\"\"}"),
                        call(
                                "\"index\":0,\"id\":\"c1\",\"function\":{\"arguments\":\"{\\\"x\\\":\"}"),
                        call("\"index\":0,\"function\":{\"name\":\"Read\",\"arguments\":\"1}\"}"),
                        finish("tool_calls"),
                        DONE);
        assertEquals(List.of("tool_use:Read{\"x\":1}"), Judge.blocks(message));
        assertEquals("c1", Judge.theirs(message.content().getFirst().asToolUse().id()));
    }

    @Test
    void idAndNameThatAreNullOrRepeated() {
        assertEquals(
                List.of("tool_use:Read{\"x\":1}"),
                Judge.blocks(
                        message(
                                named(0, "c1", "Read", "{"),
                                call(
                                        "\"index\":0,\"id\":null,\"function\":{\"name\":null,\"arguments\":\"\\\"x\\\"\"}"),
                                named(0, "c1", "Read", ":1}"),
                                call(
                                        "\"index\":0,\"id\":\"\",\"function\":{\"name\":\"\",\"arguments\":null}"),
                                finish("tool_calls"),
                                DONE)));
    }

    @Test
    void interleavedCallsDoNotOverlap() {
        assertEquals(
                List.of("tool_use:A{\"a\":1}", "tool_use:B{\"b\":2}"),
                Judge.blocks(
                        message(
                                named(0, "c1", "A", ""),
                                named(1, "c2", "B", ""),
                                more(0, "{\\\"a\\\""),
                                more(1, "{\\\"b\\\""),
                                more(1, ":2}"),
                                more(0, ":1}"),
                                finish("tool_calls"),
                                DONE)));
    }

    @Test
    void callsWithTheSameIndexAreToldApartById() {
        assertEquals(
                List.of("tool_use:A{\"a\":1}", "tool_use:B{\"b\":2}"),
                Judge.blocks(
                        message(
                                named(0, "c1", "A", "{\\\"a\\\":1}"),
                                named(0, "c2", "B", "{\\\"b\\\":2}"),
                                finish("stop"),
                                DONE)));
    }

    @Test
    void callsWithoutAnIndex() {
        assertEquals(
                List.of("tool_use:A{\"a\":1}", "tool_use:B{\"b\":2}"),
                Judge.blocks(
                        message(
                                call(
                                        "\"id\":\"c1\",\"function\":{\"name\":\"A\",\"arguments\":\"{\\\"a\\\":\"}"),
                                call("\"function\":{\"arguments\":\"1}\"}"),
                                call(
                                        "\"id\":\"c2\",\"function\":{\"name\":\"B\",\"arguments\":\"{\\\"b\\\":2}\"}"),
                                finish("stop"),
                                DONE)));
    }

    @Test
    void emptyArguments() {
        assertEquals(
                List.of("tool_use:A{}", "tool_use:B{}"),
                Judge.blocks(
                        message(
                                named(0, "c1", "A", ""),
                                named(1, "c2", "B", "null"),
                                finish("tool_calls"),
                                DONE)));
    }

    @Test
    void argumentsThatAreNoJson() {
        assertEquals(
                List.of("tool_use:A{\"INVALID_JSON\":\"ls -l\"}"),
                Judge.blocks(
                        message(
                                named(0, "c1", "A", "ls "),
                                more(0, "-l"),
                                finish("tool_calls"),
                                DONE)));
    }

    @Test
    void anInputThatOnlyLooksLikeJsonIsTold() {
        List<SseEvent> events = events(named(0, "c1", "A", "{'a': 1}"), finish("tool_calls"), DONE);
        Judge.checkOrder(events);
        assertTrue(Judge.lost(translation).contains("tool_use.input"));
    }

    @Test
    void anAnswerOfMoreCallsThanAnyHasEndsInAnError() {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 1_001; i++) {
            stream.append(named(i, "c" + i, "A", ""));
        }
        List<SseEvent> events = events(stream.toString(), finish("tool_calls"), DONE);
        assertEquals("error", last(events).type());
        assertFalse(events.toString().contains("message_stop"));
    }

    @Test
    void anAnswerThatNeverEndsDoesNotFillTheMemory() {
        String much = text("x".repeat(1 << 20));
        List<String> types = new ArrayList<>();
        SseParser parser = new SseParser(event -> types.add(event.type()));
        AnswerStream stream = translation.answerStream(parser::accept);
        stream.accept(call("\"index\":0,\"id\":\"c\"").getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i <= 32; i++) {
            assertFalse(stream.isEnded());
            stream.accept(much.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(stream.isEnded());
        assertEquals(List.of("message_start", "error"), types);
    }

    @Test
    void argumentsRepeatedAfterTheirEndAreDropped() {
        assertEquals(
                List.of("tool_use:A{\"a\":\"}\"}"),
                Judge.blocks(
                        message(
                                named(0, "c1", "A", "{\\\"a\\\":\\\"}\\\"}"),
                                more(0, "{\\\"a\\\":\\\"}\\\"}"),
                                finish("tool_calls"),
                                DONE)));
        assertTrue(Judge.lost(translation).contains("tool_use.input"));
    }

    @Test
    void aCallThatIsNeverNamedIsDropped() {
        Message message =
                message(text("a"), call("\"index\":0,\"id\":\"c\""), finish("stop"), DONE);
        assertEquals(List.of("text:a"), Judge.blocks(message));
        assertEquals(StopReason.END_TURN, message.stopReason().orElseThrow());
    }

    @Test
    void textAfterAnUnfinishedCallFollowsIt() {
        assertEquals(
                List.of("text:a", "tool_use:A{\"a\":1}", "text:b"),
                Judge.blocks(
                        message(
                                text("a"),
                                named(0, "c1", "A", "{\\\"a\\\":"),
                                text("b"),
                                more(0, "1}"),
                                finish("tool_calls"),
                                DONE)));
    }

    @Test
    void aCallIsPassedOnBeforeTheAnswerEnds() {
        List<String> seen = new ArrayList<>();
        AnswerStream stream =
                translation.answerStream(
                        bytes -> seen.add(new String(bytes, StandardCharsets.UTF_8)));
        stream.accept((ROLE + named(0, "c1", "A", "{\\\"a\\\"")).getBytes(StandardCharsets.UTF_8));
        assertTrue(seen.getLast().contains("input_json_delta"), seen.toString());
        assertFalse(stream.isEnded());
    }

    @ParameterizedTest
    @CsvSource({
        "stop,tool_use",
        "tool_calls,tool_use",
        "length,tool_use",
    })
    void toolUseWheneverAToolIsCalled(String finish, String reason) {
        assertEquals(
                reason,
                message(named(0, "c1", "A", "{}"), finish(finish), DONE)
                        .stopReason()
                        .orElseThrow()
                        .asString());
    }

    @Test
    void aCallThatTheLengthCutOffIsNotToBeRun() {
        List<SseEvent> events = events(named(0, "c1", "A", "{\\\"a"), finish("length"), DONE);
        Judge.checkOrder(events);
        assertTrue(events.get(events.size() - 2).data().contains("\"max_tokens\""));
    }

    @Test
    void refusalDeltas() {
        Message message =
                message(
                        delta("{\"refusal\":\"I \"}"),
                        delta("{\"refusal\":\"won't\"}"),
                        finish("stop"),
                        DONE);
        assertEquals(List.of("text:I won't"), Judge.blocks(message));
        assertEquals(StopReason.REFUSAL, message.stopReason().orElseThrow());
    }

    @Test
    void anEmptyAnswer() {
        assertEquals(List.of(), Judge.blocks(message(ROLE, finish("stop"), DONE)));
        assertEquals(List.of(), Judge.blocks(message(DONE)));
    }

    @Test
    void anErrorInTheMidstOfAStream() {
        List<SseEvent> events =
                events(
                        text("a"),
                        "data: {\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_exceeded\"}}\n\n",
                        text("b"),
                        DONE);
        assertEquals(
                new SseEvent(
                        "error",
                        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"}}"),
                last(events));
        assertFalse(events.toString().contains("message_stop"));
    }

    @Test
    void aStreamThatBreaksOffIsNoCleanEnd() {
        List<SseEvent> events = events(text("a"));
        assertEquals("error", last(events).type());
        assertFalse(events.toString().contains("message_stop"));
        assertEquals("error", last(events("")).type());
    }

    @Test
    void aStreamWithItsReasonButWithoutDoneIsWhole() {
        assertEquals(List.of("text:a"), Judge.blocks(message(text("a"), finish("stop"))));
    }

    @Test
    void aLastEventWithoutItsEmptyLine() {
        assertEquals(
                List.of("text:a"),
                Judge.blocks(message(text("a"), finish("stop"), "data: [DONE]")));
    }

    @Test
    void nothingAfterTheEnd() {
        assertEquals(
                "message_stop",
                last(events(text("a"), finish("stop"), DONE, text("b"), DONE)).type());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void piecesOfAnySize(int piece) {
        String stream =
                ": comment\r\n\r\n" + (text("😀é") + finish("stop") + DONE).replace("\n", "\r\n");
        assertEquals(
                List.of("text:😀é"),
                Judge.blocks(Judge.accumulated(Judge.events(translation, stream, piece))));
    }

    @Test
    void charactersThatAreCutBetweenTwoChunks() {
        assertEquals(
                List.of("text:a😀b", "tool_use:A{\"a\":\"😀\"}"),
                Judge.blocks(
                        message(
                                text("a\\ud83d"),
                                text("\\ude00b"),
                                named(0, "c1", "A", "{\\\"a\\\":\\\"\\ud83d"),
                                more(0, "\\ude00\\\"}"),
                                finish("tool_calls"),
                                DONE)));
    }

    @Test
    void linesOver64KiB() {
        String large = "x".repeat(200_000);
        assertEquals(
                List.of("text:" + large), Judge.blocks(message(text(large), finish("stop"), DONE)));
    }

    @Test
    void anAnswerThatCameWholeIsToldAsAStream() throws AnswerException {
        List<SseEvent> events = new ArrayList<>();
        SseParser parser = new SseParser(events::add);
        translation.answerAsStream(
                "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}"
                        .getBytes(StandardCharsets.UTF_8),
                parser::accept);
        assertEquals(List.of("text:Hi"), Judge.blocks(Judge.accumulated(events)));
    }
}
