package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.sse.SseEvent;
import dev.ccproxy.sse.SseParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What nobody would send on purpose: it may be refused, but nothing may crash, hang, or come out
/// as what the other side does not understand.
class FuzzProperties {
    private static Target target(Dialect dialect) {
        return new Target(dialect, "gpt-4o", true);
    }

    private static Translation translation(Dialect dialect) {
        return Judge.translated("{\"messages\":[],\"stream\":true}", target(dialect));
    }

    @Property
    void requestsOfAnyShapeAreTranslatedIntoOnesThatAreUnderstood(
            @ForAll("conversations") ObjectNode request, @ForAll Dialect dialect)
            throws MalformedMessageException {
        JsonNode sent =
                Judge.judged(RequestTranslator.translate(request, target(dialect)), dialect);
        if (dialect == Dialect.CHAT) {
            checkResultsFollowCalls(sent.path("messages"));
        }
    }

    /// Each call has a result, at once and in order, and nothing else has one.
    private static void checkResultsFollowCalls(JsonNode messages) {
        List<String> due = new ArrayList<>();
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("tool")) {
                assertTrue(!due.isEmpty(), messages::toString);
                assertEquals(due.removeFirst(), message.path("tool_call_id").asText());
                continue;
            }
            assertEquals(List.of(), due, messages::toString);
            message.path("tool_calls").forEach(call -> due.add(call.path("id").asText()));
        }
        assertEquals(List.of(), due, messages::toString);
    }

    @Property
    void answersOfAnyShapeAreRefusedOrUnderstood(
            @ForAll("answers") JsonNode answer, @ForAll Dialect dialect) throws IOException {
        Translation translation = translation(dialect);
        byte[] bytes = Wire.bytes(answer);
        try {
            JsonNode message = Wire.JSON.readTree(translation.answer(bytes));
            if (message.path("type").asText().equals("message")) {
                Judge.answer(translation, answer.toString());
            } else {
                Judge.error(Wire.bytes(message));
            }
        } catch (AnswerException e) {
            assertTrue(!String.valueOf(e.getMessage()).isEmpty());
        }
    }

    @Property
    void streamsOfAnyShapeStayInOrder(
            @ForAll("chunks") @Size(max = 8) List<JsonNode> chunks,
            @ForAll Dialect dialect,
            @ForAll @IntRange(min = 1, max = 300) int piece) {
        String stream =
                chunks.stream()
                        .map(chunk -> "data: " + chunk + "\n\n")
                        .collect(Collectors.joining());
        List<SseEvent> events = Judge.events(translation(dialect), stream, piece);
        if (events.getLast().type().equals("error")) {
            Judge.error(events.getLast().data().getBytes(StandardCharsets.UTF_8));
        } else {
            Judge.checkOrder(events);
        }
    }

    @Property
    void errorsOfAnyShapeComeInAnthropicsShape(
            @ForAll("values") JsonNode error, @ForAll @IntRange(min = 400, max = 599) int status) {
        JsonNode told = Judge.error(ProviderError.translate(status, Wire.bytes(error)));
        assertTrue(!told.path("error").path("message").asText().isEmpty());
    }

    @Property
    void parallelCallsComeThroughHoweverTheyAreInterleaved(
            @ForAll("inputs") @Size(min = 1, max = 5) List<ObjectNode> inputs,
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 4) Integer> order,
            @ForAll Dialect dialect) {
        Interleaving stream = new Interleaving(dialect, inputs);
        order.forEach(call -> stream.more(call % inputs.size()));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            expected.add("tool_use:T" + i + inputs.get(i));
        }
        List<SseEvent> events = Judge.events(translation(dialect), stream.end(), 7);
        assertEquals(expected, Judge.blocks(Judge.accumulated(events)));
        Set<String> ids = new HashSet<>();
        for (SseEvent event : events) {
            JsonNode block = Judge.json(event.data()).path("content_block");
            assertTrue(!block.has("id") || ids.add(block.path("id").asText()));
        }
    }

    @Property
    void anEventStreamIsReadTheSameHoweverItIsCut(
            @ForAll("streams") String stream, @ForAll @IntRange(min = 1, max = 9) int piece) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<SseEvent> whole = new ArrayList<>();
        new SseParser(whole::add).accept(bytes);
        List<SseEvent> cut = new ArrayList<>();
        SseParser parser = new SseParser(cut::add);
        for (int i = 0; i < bytes.length; i += piece) {
            parser.accept(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece)));
        }
        assertEquals(whole, cut);
        List<SseEvent> again = new ArrayList<>();
        new SseParser(again::add).accept(written(whole));
        assertEquals(whole, again);
    }

    private static byte[] written(List<SseEvent> events) {
        StringBuilder stream = new StringBuilder();
        for (SseEvent event : events) {
            stream.append("event: ").append(event.type()).append('\n');
            event.data().lines().forEach(line -> stream.append("data: ").append(line).append('\n'));
            // A last line that is empty is none to String.lines().
            if (event.data().isEmpty() || event.data().endsWith("\n")) {
                stream.append("data\n");
            }
            stream.append('\n');
        }
        return stream.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Property
    void anyBytesAreReadAsSomeEventStream(@ForAll byte[] bytes) {
        List<SseEvent> events = new ArrayList<>();
        new SseParser(events::add).accept(bytes);
        assertTrue(events.size() <= bytes.length);
    }

    @Property
    void anotherModelLeavesEveryOtherByteAsItIs(
            @ForAll("values") JsonNode before, @ForAll("values") JsonNode after)
            throws MalformedMessageException {
        String sent = "{\"a\": %s,\"model\":\"claude\",\"b\":%s}".formatted(before, after);
        assertArrayEquals(
                sent.replaceFirst("\"model\":\"claude\"", "\"model\":\"glm\"")
                        .getBytes(StandardCharsets.UTF_8),
                ModelName.replaced(sent.getBytes(StandardCharsets.UTF_8), "glm"));
    }

    @Property
    void idsOfCallsComeBackAsTheProviderGaveThem(@ForAll("words") String theirs) {
        String ours = CallIds.back(theirs);
        assertTrue(ours.matches("[a-zA-Z0-9_-]+"), ours);
        assertTrue(theirs.isEmpty() || new CallIds().there(ours).equals(theirs), ours);
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return AnyJson.values();
    }

    @Provide
    Arbitrary<JsonNode> answers() {
        return Arbitraries.oneOf(
                AnyJson.values(),
                AnyJson.objects()
                        .map(message -> {
                            ObjectNode answer = Wire.JSON.createObjectNode();
                            answer.putArray("choices").addObject().set("message", message);
                            return answer;
                        }),
                AnyJson.objects()
                        .list()
                        .ofMaxSize(4)
                        .map(items -> {
                            ObjectNode answer = Wire.JSON.createObjectNode();
                            answer.putArray("output").addAll(items);
                            return answer;
                        }));
    }

    @Provide
    Arbitrary<List<JsonNode>> chunks() {
        Arbitrary<JsonNode> delta =
                AnyJson.objects()
                        .map(said -> {
                            ObjectNode chunk = Wire.JSON.createObjectNode();
                            chunk.putArray("choices").addObject().set("delta", said);
                            return chunk;
                        });
        Arbitrary<JsonNode> end =
                Arbitraries.of(
                                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
                                "{\"type\":\"response.completed\",\"response\":{}}")
                        .map(Judge::json);
        return Arbitraries.oneOf(AnyJson.values(), delta, end).list();
    }

    /// Requests whose messages are such at least, and their blocks anything.
    @Provide
    Arbitrary<ObjectNode> conversations() {
        Arbitrary<JsonNode> message =
                Combinators.combine(
                                Arbitraries.of("user", "assistant", "system", "tool"),
                                AnyJson.objects().list().ofMaxSize(4))
                        .as((role, blocks) -> {
                            ObjectNode json = Wire.JSON.createObjectNode().put("role", role);
                            json.putArray("content").addAll(blocks);
                            return json;
                        });
        return Combinators.combine(AnyJson.objects(), message.list().ofMaxSize(6))
                .as((request, messages) -> {
                    request.putArray("messages").addAll(messages);
                    return request;
                });
    }

    @Provide
    Arbitrary<List<ObjectNode>> inputs() {
        return Combinators.combine(words(), Arbitraries.integers())
                .as((text, number) ->
                        Wire.JSON.createObjectNode().put("{\"" + number, text).put("n", number))
                .list();
    }

    /// Text that UTF-8 can carry: no lone halves of surrogate pairs.
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .ofMaxLength(60)
                .map(text ->
                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        "data: ",
                        "data:",
                        "data",
                        "event: e",
                        "event",
                        ": c",
                        "id: 1",
                        "x",
                        "é😀",
                        "{}",
                        " ",
                        "\n",
                        "\r",
                        "\r\n",
                        "\n\n",
                        "\uFEFF")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }
}
