package dev.ccproxy.core.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ccproxy.store.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the `model` of a request's body. It stands first, so that little is read as a rule.
final class RequestedModel {
    private static final JsonFactory JSON = new JsonFactory();

    private RequestedModel() {}

    /// The model, or null where the body is no JSON object or names none.
    static @Nullable String in(Bytes body) {
        try (JsonParser parser = JSON.createParser(stream(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isModel = parser.currentName().equals("model");
                JsonToken value = parser.nextToken();
                if (isModel) {
                    return value == JsonToken.VALUE_STRING ? parser.getText() : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            // Not JSON, or cut off: then nobody knows.
            return null;
        }
    }

    private static InputStream stream(Bytes body) {
        List<InputStream> slices =
                body.slices().stream().<InputStream>map(ByteArrayInputStream::new).toList();
        return new SequenceInputStream(Collections.enumeration(slices));
    }
}
