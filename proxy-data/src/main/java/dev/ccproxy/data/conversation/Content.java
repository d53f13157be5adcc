package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import dev.ccproxy.message.Message;
import org.jspecify.annotations.Nullable;

/// A message with its content, as it is stored. One thread at a time.
final class Content {
    private static final int LEVEL = 3;

    private final ObjectMapper json;
    private final Message message;
    private final JsonNode blocks;
    private @Nullable Packed packed;

    /// @param blocks the API's JSON: a text or an array of blocks
    Content(ObjectMapper json, Message message, JsonNode blocks) {
        this.json = json;
        this.message = message;
        this.blocks = blocks;
    }

    /// A content in the form in which it is stored.
    ///
    /// @param hash of role and content
    /// @param size bytes of the content's JSON
    /// @param frame that as one zstd frame
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Packed(long hash, int size, byte[] frame) {}

    Message message() {
        return message;
    }

    /// The stored form, made when it is asked for first.
    Packed packed() {
        Packed made = packed;
        if (made == null) {
            byte[] bytes = bytes(json, blocks);
            long hash = new Hash().add(message.role()).add(bytes).value();
            made = new Packed(hash, bytes.length, Zstd.compress(bytes, LEVEL));
            packed = made;
        }
        return made;
    }

    static byte[] bytes(ObjectMapper json, JsonNode node) {
        try {
            return json.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was parsed can be written", e);
        }
    }
}
