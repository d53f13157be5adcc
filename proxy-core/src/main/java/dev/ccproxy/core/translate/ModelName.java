package dev.ccproxy.core.translate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ccproxy.message.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Changes the model's name in a request's body and leaves every other byte as it came.
public final class ModelName {
    private ModelName() {}

    /// The body with another model's name in place of its own.
    ///
    /// @throws MalformedMessageException if the body has no `model` that is text
    public static byte[] replaced(byte[] body, String model) throws MalformedMessageException {
        try (JsonParser parser = Wire.JSON.getFactory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedMessageException("the body is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isModel = parser.currentName().equals("model");
                JsonToken value = parser.nextToken();
                if (isModel && value == JsonToken.VALUE_STRING) {
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    parser.finishToken();
                    int end = (int) parser.currentLocation().getByteOffset();
                    return spliced(body, start, end, Wire.bytes(model));
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new MalformedMessageException("no JSON", e);
        }
        throw new MalformedMessageException("the body names no model");
    }

    private static byte[] spliced(byte[] body, int start, int end, byte[] replacement) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(body.length + replacement.length);
        spliced.write(body, 0, start);
        spliced.writeBytes(replacement);
        spliced.write(body, end, body.length - end);
        return spliced.toByteArray();
    }
}
