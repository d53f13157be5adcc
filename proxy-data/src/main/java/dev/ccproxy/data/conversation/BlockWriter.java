package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.message.ContentBlock;
import java.util.List;

/// Writes the content of an answer as the API's JSON, the way a client sends it back.
final class BlockWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BlockWriter() {}

    static ArrayNode write(List<ContentBlock> content) {
        ArrayNode array = JSON.arrayNode();
        content.forEach(block -> array.add(write(block)));
        return array;
    }

    private static JsonNode write(ContentBlock block) {
        return switch (block) {
            case ContentBlock.Text text -> typed("text").put("text", text.text());
            case ContentBlock.Thinking thinking ->
                    typed("thinking")
                            .put("thinking", thinking.thinking())
                            .put("signature", thinking.signature());
            case ContentBlock.RedactedThinking thinking ->
                    typed("redacted_thinking").put("data", thinking.data());
            case ContentBlock.ToolUse use ->
                    typed("tool_use")
                            .put("id", use.id())
                            .put("name", use.name())
                            .set("input", use.input());
            case ContentBlock.ServerToolUse use ->
                    typed("server_tool_use")
                            .put("id", use.id())
                            .put("name", use.name())
                            .set("input", use.input());
            case ContentBlock.ServerToolResult result ->
                    typed(result.type())
                            .put("tool_use_id", result.toolUseId())
                            .set("content", result.content());
            case ContentBlock.Unknown unknown -> unknown.json();
            case ContentBlock.Image _ -> typed("image");
            case ContentBlock.Document _ -> typed("document");
            case ContentBlock.ToolResult result ->
                    typed("tool_result")
                            .put("tool_use_id", result.toolUseId())
                            .set("content", write(result.content()));
        };
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }
}
