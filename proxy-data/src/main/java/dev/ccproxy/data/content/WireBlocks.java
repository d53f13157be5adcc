package dev.ccproxy.data.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.Source;
import java.util.List;

/// Makes blocks what they are on the wire.
public final class WireBlocks {
    private WireBlocks() {}

    /// Several blocks.
    public static List<JsonNode> json(List<ContentBlock> blocks) {
        return blocks.stream().map(WireBlocks::json).toList();
    }

    /// One block.
    public static JsonNode json(ContentBlock block) {
        return switch (block) {
            case ContentBlock.Text text -> object("text").put("text", text.text());
            case ContentBlock.Thinking thinking ->
                    object("thinking")
                            .put("thinking", thinking.thinking())
                            .put("signature", thinking.signature());
            case ContentBlock.RedactedThinking thinking ->
                    object("redacted_thinking").put("data", thinking.data());
            case ContentBlock.Image image -> object("image").set("source", json(image.source()));
            case ContentBlock.Document document ->
                    object("document")
                            .put("title", document.title())
                            .set("source", json(document.source()));
            case ContentBlock.ToolUse call ->
                    object("tool_use")
                            .put("id", call.id())
                            .put("name", call.name())
                            .set("input", call.input());
            case ContentBlock.ToolResult result ->
                    object("tool_result")
                            .put("tool_use_id", result.toolUseId())
                            .put("is_error", result.isError())
                            .set("content", array(result.content()));
            case ContentBlock.ServerToolUse call ->
                    object("server_tool_use")
                            .put("id", call.id())
                            .put("name", call.name())
                            .set("input", call.input());
            case ContentBlock.ServerToolResult result ->
                    object(result.type())
                            .put("tool_use_id", result.toolUseId())
                            .set("content", result.content());
            case ContentBlock.Unknown unknown -> unknown.json();
        };
    }

    private static JsonNode json(Source source) {
        return switch (source) {
            case Source.Base64 data ->
                    object("base64").put("media_type", data.mediaType()).put("data", data.data());
            case Source.Url url -> object("url").put("url", url.url());
            case Source.PlainText text -> object("text").put("data", text.text());
            case Source.Blocks blocks -> object("content").set("content", array(blocks.content()));
            case Source.File file -> object("file").put("file_id", file.fileId());
            case Source.Unknown unknown -> unknown.json();
        };
    }

    private static ArrayNode array(List<ContentBlock> blocks) {
        return JsonNodeFactory.instance.arrayNode().addAll(json(blocks));
    }

    private static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
