package dev.ccproxy.data.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/// A body as text, if it is text.
///
/// @param text the body, or its Base64
/// @param base64 whether it is the latter
record ExportedBody(String text, boolean base64) {
    static ExportedBody of(byte[] bytes, Redaction redaction) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new ExportedBody(redaction.apply(text), false);
        } catch (CharacterCodingException e) {
            return new ExportedBody(Base64.getEncoder().encodeToString(bytes), true);
        }
    }
}
