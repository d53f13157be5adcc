package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// JSON in the words of both APIs, put together without heed of what belongs where.
final class AnyJson {
    private static final int DEPTH = 5;
    private static final int MOST_MEMBERS = 6;
    private static final List<String> NAMES =
            List.of(
                    "model",
                    "messages",
                    "system",
                    "tools",
                    "tool_choice",
                    "role",
                    "content",
                    "type",
                    "text",
                    "thinking",
                    "signature",
                    "id",
                    "name",
                    "input",
                    "tool_use_id",
                    "is_error",
                    "source",
                    "url",
                    "data",
                    "media_type",
                    "input_schema",
                    "cache_control",
                    "max_tokens",
                    "stop_sequences",
                    "output_config",
                    "metadata",
                    "choices",
                    "delta",
                    "message",
                    "reasoning_content",
                    "refusal",
                    "tool_calls",
                    "function_call",
                    "function",
                    "arguments",
                    "index",
                    "finish_reason",
                    "usage",
                    "prompt_tokens",
                    "prompt_tokens_details",
                    "error",
                    "code",
                    "response",
                    "item",
                    "item_id",
                    "output",
                    "output_index",
                    "call_id",
                    "summary",
                    "status",
                    "incomplete_details");
    private static final List<String> WORDS =
            List.of(
                    "",
                    "user",
                    "assistant",
                    "system",
                    "text",
                    "image",
                    "document",
                    "base64",
                    "url",
                    "tool_use",
                    "tool_result",
                    "tool_reference",
                    "thinking",
                    "server_tool_use",
                    "custom",
                    "web_search_20250305",
                    "auto",
                    "any",
                    "tool",
                    "enabled",
                    "adaptive",
                    "stop",
                    "length",
                    "content_filter",
                    "function_call",
                    "message",
                    "reasoning",
                    "failed",
                    "response.created",
                    "response.output_item.added",
                    "response.output_item.done",
                    "response.output_text.delta",
                    "response.function_call_arguments.delta",
                    "response.function_call_arguments.done",
                    "response.reasoning_text.delta",
                    "response.completed",
                    "response.incomplete",
                    "error",
                    "call_0",
                    "{",
                    "}",
                    "{\"a\":1}",
                    "[DONE]",
                    "é😀");

    private final Random random;

    private AnyJson(Random random) {
        this.random = random;
    }

    /// Anything at all.
    static Arbitrary<JsonNode> values() {
        return Arbitraries.randomValue(random -> new AnyJson(random).value(DEPTH));
    }

    /// An object with such members, and whatever else.
    static Arbitrary<ObjectNode> objects() {
        return Arbitraries.randomValue(random -> new AnyJson(random).object(DEPTH));
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 6)) {
            case 0, 1, 2 -> TextNode.valueOf(WORDS.get(random.nextInt(WORDS.size())));
            case 3 -> TextNode.valueOf(text());
            case 4 ->
                    random.nextBoolean()
                            ? IntNode.valueOf(random.nextInt(-2, 1_000))
                            : DoubleNode.valueOf(random.nextGaussian() * Integer.MAX_VALUE);
            case 5 ->
                    random.nextBoolean()
                            ? NullNode.getInstance()
                            : BooleanNode.valueOf(random.nextBoolean());
            case 6, 7 -> list(depth - 1);
            default -> object(depth - 1);
        };
    }

    /// Any characters, halves of some among them.
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(MOST_MEMBERS); i > 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        }
        return text.toString();
    }

    private ArrayNode list(int depth) {
        ArrayNode list = Wire.JSON.createArrayNode();
        for (int i = random.nextInt(MOST_MEMBERS); i > 0; i--) {
            list.add(value(depth));
        }
        return list;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = Wire.JSON.createObjectNode();
        for (int i = random.nextInt(MOST_MEMBERS + 1); i > 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), value(depth));
        }
        return object;
    }
}
