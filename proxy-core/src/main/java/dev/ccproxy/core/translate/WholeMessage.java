package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.message.StopReason;
import dev.ccproxy.message.Usage;
import org.jspecify.annotations.Nullable;

/// Makes an answer one JSON object.
final class WholeMessage implements MessageEvents {
    private ObjectNode message = Wire.JSON.createObjectNode();
    private ArrayNode content = Wire.JSON.createArrayNode();
    private Block open = new Block.Text();
    private final StringBuilder text = new StringBuilder();

    /// What an answer took, as the wire has it.
    record Figures(
            long inputTokens,
            long cacheCreationInputTokens,
            long cacheReadInputTokens,
            long outputTokens) {
        static ObjectNode of(Usage usage) {
            return Wire.JSON.valueToTree(
                    new Figures(
                            usage.inputTokens(),
                            0,
                            usage.cacheReadInputTokens(),
                            usage.outputTokens()));
        }
    }

    /// An answer at its start.
    static ObjectNode json(String id, String model) {
        ObjectNode message = Wire.JSON.createObjectNode();
        message.put("id", id).put("type", "message").put("role", "assistant").put("model", model);
        message.putArray("content");
        return message.putNull("stop_reason").putNull("stop_sequence");
    }

    /// A block at its start.
    static ObjectNode json(Block block) {
        ObjectNode json = Wire.JSON.createObjectNode();
        switch (block) {
            case Block.Text _ -> json.put("type", "text").put("text", "");
            // Nobody but Anthropic can sign, so this cannot be mistaken for Claude's own.
            case Block.Thinking _ ->
                    json.put("type", "thinking").put("thinking", "").put("signature", "");
            case Block.ToolUse use ->
                    json.put("type", "tool_use")
                            .put("id", use.id())
                            .put("name", use.name())
                            .putObject("input");
        }
        return json;
    }

    @Override
    public void start(String id, String model) {
        message = json(id, model);
        content = message.putArray("content");
    }

    @Override
    public void open(Block block) {
        open = block;
        text.setLength(0);
    }

    @Override
    public void delta(String more) {
        text.append(more);
    }

    @Override
    public void close() {
        ObjectNode block = json(open);
        switch (open) {
            case Block.Text _ -> block.put("text", text.toString());
            case Block.Thinking _ -> block.put("thinking", text.toString());
            case Block.ToolUse _ -> block.set("input", input());
        }
        content.add(block);
    }

    private JsonNode input() {
        if (text.isEmpty()) {
            return Wire.JSON.createObjectNode();
        }
        JsonNode input = Wire.read(text.toString());
        return input.isObject()
                ? input
                : Wire.JSON.createObjectNode().put(AnswerAssembly.INVALID, text.toString());
    }

    @Override
    public void end(StopReason reason, @Nullable String stopSequence, Usage usage) {
        message.put("stop_reason", reason.code()).put("stop_sequence", stopSequence);
        message.set("usage", Figures.of(usage));
    }

    @Override
    public void error(String type, String error) {
        message = Wire.JSON.createObjectNode().put("type", "error");
        message.putObject("error").put("type", type).put("message", error);
    }

    byte[] bytes() {
        return Wire.bytes(message);
    }
}
