package dev.ccproxy.data.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The smallest piece of a prompt that can be cached by itself: a tool, or a block of text or other
/// content.
///
/// @param index which tool, system block or message, counted from 0
/// @param block which block of a message; 0 elsewhere
/// @param role of a message; empty elsewhere
/// @param json as it came; a string has been made a text block
/// @param content what of it the model is given, as text: two blocks with the same content are the
///   same to a cache
/// @param ttl where a cached prefix ends here: how long it is kept; null where none ends
public record PromptBlock(
        PromptPart part,
        int index,
        int block,
        String role,
        JsonNode json,
        String content,
        @Nullable Duration ttl) {
    /// What an image or a document in Base64 weighs, in place of its bytes: about 1,500 tokens of
    /// text.
    private static final int BINARY_WEIGHT = 6_000;

    /// Whether a cache cannot tell the two apart.
    public boolean isSame(PromptBlock other) {
        return part == other.part && role.equals(other.role) && content.equals(other.content);
    }

    /// By how much it adds to a prompt, in characters of text.
    public long weight() {
        long binary = binaryLength(json);
        return binary == 0 ? content.length() : content.length() - binary + BINARY_WEIGHT;
    }

    private static long binaryLength(JsonNode json) {
        JsonNode source = json.path("source");
        if (source.path("type").asText().equals("base64")) {
            return source.path("data").asText().length();
        }
        long length = 0;
        for (JsonNode inner : json.path("content")) {
            length += binaryLength(inner);
        }
        return length;
    }
}
