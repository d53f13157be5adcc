package dev.ccproxy.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a `content_block_delta` adds to a block. An answer has hundreds of them, so they are read
/// without making a tree of each.
///
/// @param index the block's place, counted from 0
/// @param isSignature whether it is a part of the signature, and not of the text
/// @param text a part of a text, of thinking, of a signature, or of an input's JSON
public record BlockDelta(int index, boolean isSignature, String text) {
    private static final String SIGNATURE = "signature";

    /// In which member each type of delta has its text.
    private static final Map<String, String> MEMBERS =
            Map.of(
                    "text_delta",
                    "text",
                    "thinking_delta",
                    "thinking",
                    "signature_delta",
                    SIGNATURE,
                    "input_json_delta",
                    "partial_json");

    /// Reads the data of such an event; null where it is no JSON object or of no known type.
    public static @Nullable BlockDelta parse(JsonFactory factory, String data) {
        try (JsonParser parser = factory.createParser(data)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? event(parser) : null;
        } catch (IOException noJson) {
            return null;
        }
    }

    private static @Nullable BlockDelta event(JsonParser parser) throws IOException {
        int index = 0;
        BlockDelta delta = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("index")) {
                index = parser.getValueAsInt();
            } else if (name.equals("delta") && value == JsonToken.START_OBJECT) {
                delta = delta(parser);
            }
            parser.skipChildren();
        }
        return delta == null ? null : new BlockDelta(index, delta.isSignature, delta.text);
    }

    private static @Nullable BlockDelta delta(JsonParser parser) throws IOException {
        Map<String, String> strings = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                strings.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        String member = MEMBERS.get(strings.getOrDefault("type", ""));
        return member == null
                ? null
                : new BlockDelta(0, member.equals(SIGNATURE), strings.getOrDefault(member, ""));
    }
}
