package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/// Takes out of a conversation what other models thought. Claude refuses thoughts that it did not
/// sign, and so an agent that comes back to it cannot bring them along.
public final class ForeignThoughts {
    private static final String UNSIGNED = "\"signature\":\"\"";

    private ForeignThoughts() {}

    /// The request without unsigned thoughts; the very same bytes where there are none.
    public static byte[] removed(byte[] body) {
        if (!new String(body, StandardCharsets.ISO_8859_1).contains(UNSIGNED)) {
            return body;
        }
        JsonNode request = Wire.read(body);
        boolean changed = false;
        for (JsonNode message : request.path("messages")) {
            if (message.path("content") instanceof ArrayNode content) {
                changed |= remove(content);
            }
        }
        return changed ? Wire.bytes(request) : body;
    }

    private static boolean remove(ArrayNode content) {
        boolean changed = false;
        for (Iterator<JsonNode> blocks = content.iterator(); blocks.hasNext(); ) {
            JsonNode block = blocks.next();
            if (block.path("type").asText().equals("thinking")
                    && block.path("signature").asText().isEmpty()) {
                blocks.remove();
                changed = true;
            }
        }
        if (changed && content.isEmpty()) {
            // A message must say something.
            content.addObject().put("type", "text").put("text", "(nothing said)");
        }
        return changed;
    }
}
