package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.sse.SseEvent;
import dev.ccproxy.sse.SseParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/// Whatever comes, the translator neither crashes nor hangs nor breaks an order, and what both APIs
/// know comes through unchanged.
class TranslationProperties {
    private static Target target(Dialect dialect) {
        return new Target(dialect, "gpt-4o", true);
    }

    @Property
    void anyJsonForARequestIsTranslatedIntoOneThatIsUnderstood(
            @ForAll("requests") JsonNode request, @ForAll Dialect dialect) {
        try {
            Translation translation = RequestTranslator.translate(request, target(dialect));
            Judge.judged(translation, dialect);
        } catch (MalformedMessageException e) {
            assertTrue(!request.isObject());
        }
    }

    @Property
    void anyEventsMakeAStreamInOrderOrOneThatEndsInAnError(
            @ForAll("streams") String stream,
            @ForAll Dialect dialect,
            @ForAll @IntRange(min = 1, max = 64) int piece) {
        Translation translation = Judge.translated("{\"messages\":[]}", target(dialect));
        List<SseEvent> events = Judge.events(translation, stream, piece);
        assertEquals(1, events.stream().filter(TranslationProperties::isEnd).count());
        if (events.getLast().type().equals("error")) {
            return;
        }
        Judge.checkOrder(events);
        if (!Judge.lost(translation).contains("tool_use.input")) {
            Judge.accumulated(events);
        }
    }

    private static boolean isEnd(SseEvent event) {
        return event.type().equals("message_stop") || event.type().equals("error");
    }

    @Property
    void bytesThatAreNoStreamEndInAnError(@ForAll byte[] bytes, @ForAll Dialect dialect) {
        Translation translation = Judge.translated("{\"messages\":[]}", target(dialect));
        List<SseEvent> events = new ArrayList<>();
        SseParser parser = new SseParser(events::add);
        AnswerStream stream = translation.answerStream(parser::accept);
        stream.accept(bytes);
        stream.end();
        assertEquals("error", events.getLast().type());
    }

    @Property
    void textsAndInputsComeThroughExactly(
            @ForAll("words") List<String> texts,
            @ForAll("objects") ObjectNode input,
            @ForAll @IntRange(min = 1, max = 40) int piece) {
        Translation translation = Judge.translated("{\"messages\":[]}", target(Dialect.CHAT));
        StringBuilder stream = new StringBuilder();
        texts.forEach(text -> stream.append(chunk("content", text)));
        String json = input.toString();
        stream.append(call("Read", json.substring(0, json.length() / 2)));
        stream.append(call(null, json.substring(json.length() / 2)));
        stream.append("data: [DONE]\n\n");
        List<String> blocks =
                Judge.blocks(
                        Judge.accumulated(Judge.events(translation, stream.toString(), piece)));
        String text = String.join("", texts);
        List<String> expected = new ArrayList<>();
        if (!text.isEmpty()) {
            expected.add("text:" + text);
        }
        expected.add("tool_use:Read" + input);
        assertEquals(expected, blocks);
    }

    private static String chunk(String field, String value) {
        ObjectNode delta = Wire.JSON.createObjectNode().put(field, value);
        return chunk(delta);
    }

    private static String call(@Nullable String name, String arguments) {
        ObjectNode delta = Wire.JSON.createObjectNode();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", 0);
        call.putObject("function").put("name", name).put("arguments", arguments);
        return chunk(delta);
    }

    private static String chunk(ObjectNode delta) {
        ObjectNode chunk = Wire.JSON.createObjectNode();
        chunk.putArray("choices").addObject().set("delta", delta);
        return "data: " + chunk + "\n\n";
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings().ofMaxLength(8).list().ofMaxSize(6).map(this::whole);
    }

    /// Lone halves of surrogate pairs are no text that UTF-8 could carry.
    private List<String> whole(List<String> texts) {
        return texts.stream()
                .map(text ->
                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return Combinators.combine(words(), Arbitraries.integers())
                .as((texts, number) -> {
                    ObjectNode object = Wire.JSON.createObjectNode().put("n", number);
                    ArrayNode list = object.putArray("{[\"");
                    texts.forEach(list::add);
                    return object;
                });
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        "data: [DONE]\n\n",
                        "data: {\"choices\":[]}\n\n",
                        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n",
                        "data: {\"choices\":[{\"delta\":{\"reasoning\":\"r\"}}]}\n\n",
                        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"A\",\"arguments\":\"{\"}}]}}]}\n\n",
                        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":1,\"function\":{\"name\":\"B\",\"arguments\":\"x\"}}]}}]}\n\n",
                        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]}}]}\n\n",
                        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[7,null,{}]},\"finish_reason\":\"length\"}]}\n\n",
                        "data: {\"choices\":[{\"delta\":null,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":-1}}\n\n",
                        "data: {\"error\":{\"message\":\"m\"}}\r\n\r\n",
                        "data: {\"type\":\"response.created\",\"response\":{\"id\":\"r\"}}\n\n",
                        "data: {\"type\":\"response.output_text.delta\",\"delta\":\"t\"}\n\n",
                        "data: {\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"name\":\"A\"}}\n\n",
                        "data: {\"type\":\"response.function_call_arguments.delta\",\"output_index\":1,\"delta\":\"{}\"}\n\n",
                        "data: {\"type\":\"response.output_item.done\",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"name\":\"A\",\"arguments\":\"{}\"}}\n\n",
                        "data: {\"type\":\"response.completed\",\"response\":{}}\n\n",
                        ": ping\n\n",
                        "data: {\n\n",
                        "\n")
                .list()
                .ofMaxSize(12)
                .map(list -> list.stream().collect(Collectors.joining()));
    }

    @Provide
    Arbitrary<JsonNode> requests() {
        Arbitrary<String> block =
                Arbitraries.of(
                        "{\"type\":\"text\",\"text\":\"a\"}",
                        "{\"type\":\"text\",\"text\":\"\"}",
                        "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"A\",\"input\":{}}",
                        "{\"type\":\"tool_use\",\"id\":\"u\",\"name\":\"B.C\",\"input\":[]}",
                        "{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"r\"}",
                        "{\"type\":\"tool_result\",\"tool_use_id\":\"u\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x.test\"}}]}",
                        "{\"type\":\"thinking\",\"thinking\":\"t\"}",
                        "{\"type\":\"document\",\"source\":{}}",
                        "{\"type\":\"novel\"}",
                        "{}",
                        "7",
                        "null");
        Arbitrary<String> message =
                Combinators.combine(
                                Arbitraries.of("user", "assistant", "system", ""),
                                block.list().ofMaxSize(4))
                        .as((role, blocks) ->
                                "{\"role\":\"%s\",\"content\":[%s]}"
                                        .formatted(role, String.join(",", blocks)));
        return Combinators.combine(
                        message.list().ofMaxSize(6),
                        Arbitraries.of(
                                "",
                                ",\"system\":7",
                                ",\"tools\":[{},{\"name\":\"A\"},{\"type\":\"x\"}]",
                                ",\"tools\":{},\"max_tokens\":\"many\",\"temperature\":{}",
                                ",\"thinking\":{\"type\":\"novel\"},\"tool_choice\":7",
                                ",\"stop_sequences\":[1,null],\"metadata\":[]"))
                .as((messages, more) ->
                        Judge.json(
                                "{\"messages\":[%s]%s}"
                                        .formatted(String.join(",", messages), more)));
    }
}
