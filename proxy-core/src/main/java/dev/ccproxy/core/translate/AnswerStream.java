package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.sse.SseEvent;
import dev.ccproxy.sse.SseParser;
import java.nio.charset.StandardCharsets;

/// Translates a provider's event stream as it comes.
public final class AnswerStream {
    private static final byte[] LAST_LINES = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final AnswerReader reader;
    private final SseParser parser = new SseParser(this::event);

    AnswerStream(AnswerReader reader) {
        this.reader = reader;
    }

    /// Takes the next bytes, however they are cut.
    public void accept(byte[] bytes) {
        parser.accept(bytes);
    }

    private void event(SseEvent event) {
        if (reader.isEnded()) {
            return;
        }
        if (event.data().strip().equals("[DONE]")) {
            reader.done();
            return;
        }
        JsonNode json = Wire.read(event.data());
        if (json.isObject()) {
            reader.event(json);
        }
    }

    /// The provider's stream is over.
    public void end() {
        parser.accept(LAST_LINES);
        reader.end();
    }

    /// The provider's stream broke off.
    public void fail(String reason) {
        reader.fail("api_error", "The provider's answer broke off: " + reason);
    }

    /// Whether all is said, so that nothing may follow, not even a ping.
    public boolean isEnded() {
        return reader.isEnded();
    }
}
