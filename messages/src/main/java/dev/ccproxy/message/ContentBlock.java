package dev.ccproxy.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A block of a message's content, or of a system prompt.
public sealed interface ContentBlock {
    /// Where a cached prefix ends here; null where none does.
    default @Nullable CacheControl cacheControl() {
        return null;
    }

    /// Text. A message whose content is a plain string has one of these.
    record Text(String text, @Nullable CacheControl cacheControl) implements ContentBlock {}

    /// What the model thought.
    ///
    /// @param signature by which the API knows its own thinking again; empty where there is none
    record Thinking(String thinking, String signature) implements ContentBlock {}

    /// What the model thought, encrypted.
    record RedactedThinking(String data) implements ContentBlock {}

    /// A picture.
    record Image(Source source, @Nullable CacheControl cacheControl) implements ContentBlock {}

    /// A document, for example a PDF.
    record Document(Source source, @Nullable String title, @Nullable CacheControl cacheControl)
            implements ContentBlock {}

    /// The model calls a tool of the client's.
    ///
    /// @param id by which the result refers to it
    record ToolUse(String id, String name, JsonNode input, @Nullable CacheControl cacheControl)
            implements ContentBlock {}

    /// What a tool of the client's gave back.
    ///
    /// @param toolUseId the call's id
    /// @param content empty where the tool said nothing
    record ToolResult(
            String toolUseId,
            List<ContentBlock> content,
            boolean isError,
            @Nullable CacheControl cacheControl)
            implements ContentBlock {
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /// The model calls a tool that the API runs itself, for example `web_search`.
    record ServerToolUse(String id, String name, JsonNode input) implements ContentBlock {}

    /// What a tool gave back that the API runs itself.
    ///
    /// @param type for example `web_search_tool_result`
    /// @param content as it came
    record ServerToolResult(String type, String toolUseId, JsonNode content)
            implements ContentBlock {}

    /// A block of a type that is not known here.
    record Unknown(String type, JsonNode json) implements ContentBlock {}
}
