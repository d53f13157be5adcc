package dev.ccproxy.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes content blocks of JSON. Nothing is refused: what does not look like a known block is an
/// unknown one.
public final class BlockReader {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration ONE_HOUR = Duration.ofHours(1);

    private BlockReader() {}

    /// The blocks of a content that is a string, a list of blocks, or missing.
    public static List<ContentBlock> blocks(JsonNode content) {
        if (content.isTextual()) {
            return List.of(new ContentBlock.Text(content.textValue(), null));
        }
        List<ContentBlock> blocks = new ArrayList<>();
        for (JsonNode block : content) {
            blocks.add(block(block));
        }
        return blocks;
    }

    /// One block.
    public static ContentBlock block(JsonNode json) {
        String type = text(json, "type");
        CacheControl cacheControl = cacheControl(json);
        return switch (type) {
            case "text" -> new ContentBlock.Text(text(json, "text"), cacheControl);
            case "thinking" ->
                    new ContentBlock.Thinking(text(json, "thinking"), text(json, "signature"));
            case "redacted_thinking" -> new ContentBlock.RedactedThinking(text(json, "data"));
            case "image" -> new ContentBlock.Image(source(json.path("source")), cacheControl);
            case "document" ->
                    new ContentBlock.Document(
                            source(json.path("source")),
                            json.path("title").textValue(),
                            cacheControl);
            case "tool_use" ->
                    new ContentBlock.ToolUse(
                            text(json, "id"), text(json, "name"), input(json), cacheControl);
            case "tool_result" ->
                    new ContentBlock.ToolResult(
                            text(json, "tool_use_id"),
                            blocks(json.path("content")),
                            json.path("is_error").asBoolean(),
                            cacheControl);
            case "server_tool_use" ->
                    new ContentBlock.ServerToolUse(
                            text(json, "id"), text(json, "name"), input(json));
            default -> otherBlock(type, json);
        };
    }

    private static ContentBlock otherBlock(String type, JsonNode json) {
        return type.endsWith("_tool_result")
                ? new ContentBlock.ServerToolResult(
                        type, text(json, "tool_use_id"), json.path("content"))
                : new ContentBlock.Unknown(type, json);
    }

    private static JsonNode input(JsonNode json) {
        JsonNode input = json.path("input");
        return input.isMissingNode() || input.isNull()
                ? JsonNodeFactory.instance.objectNode()
                : input;
    }

    private static Source source(JsonNode json) {
        String type = text(json, "type");
        return switch (type) {
            case "base64" -> new Source.Base64(text(json, "media_type"), text(json, "data"));
            case "url" -> new Source.Url(text(json, "url"));
            case "text" -> new Source.PlainText(text(json, "data"));
            case "content" -> new Source.Blocks(blocks(json.path("content")));
            case "file" -> new Source.File(text(json, "file_id"));
            default -> new Source.Unknown(type, json);
        };
    }

    static @Nullable CacheControl cacheControl(JsonNode json) {
        JsonNode cacheControl = json.path("cache_control");
        if (!cacheControl.isObject()) {
            return null;
        }
        return new CacheControl(text(cacheControl, "ttl").equals("1h") ? ONE_HOUR : FIVE_MINUTES);
    }

    static String text(JsonNode json, String name) {
        return json.path(name).asText("");
    }
}
