package dev.ccproxy.core.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.message.StopReason;
import dev.ccproxy.message.Usage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes an answer as the Messages API's event stream.
///
/// @see <a href="https://docs.claude.com/en/docs/build-with-claude/streaming">Streaming</a>
final class EventWriter implements MessageEvents {
    private static final int ROOM = 256;

    private final Consumer<byte[]> out;
    private int index = -1;
    private Block open = new Block.Text();

    EventWriter(Consumer<byte[]> out) {
        this.out = out;
    }

    /// Fields of an event beside its type.
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private void event(String type, Fields fields) {
        // As text first, for the same reason as in Wire.
        StringWriter event = new StringWriter(ROOM);
        try {
            event.append("event: ").append(type).append("\ndata: ");
            try (JsonGenerator json = Wire.JSON.getFactory().createGenerator(event)) {
                json.writeStartObject();
                json.writeStringField("type", type);
                fields.write(json);
                json.writeEndObject();
            }
            event.append("\n\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.accept(event.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void start(String id, String model) {
        event(
                "message_start",
                json ->
                        json.writePOJOField(
                                "message",
                                WholeMessage.json(id, model).set("usage", figures(Usage.NONE))));
    }

    @Override
    public void open(Block block) {
        index++;
        open = block;
        event(
                "content_block_start",
                json -> {
                    json.writeNumberField("index", index);
                    json.writePOJOField("content_block", WholeMessage.json(block));
                });
    }

    @Override
    public void delta(String text) {
        event(
                "content_block_delta",
                json -> {
                    json.writeNumberField("index", index);
                    json.writeObjectFieldStart("delta");
                    switch (open) {
                        case Block.Text _ -> delta(json, "text_delta", "text", text);
                        case Block.Thinking _ -> delta(json, "thinking_delta", "thinking", text);
                        case Block.ToolUse _ ->
                                delta(json, "input_json_delta", "partial_json", text);
                    }
                    json.writeEndObject();
                });
    }

    private static void delta(JsonGenerator json, String type, String field, String text)
            throws IOException {
        json.writeStringField("type", type);
        json.writeStringField(field, text);
    }

    @Override
    public void close() {
        event("content_block_stop", json -> json.writeNumberField("index", index));
    }

    @Override
    public void end(StopReason reason, @Nullable String stopSequence, Usage usage) {
        event(
                "message_delta",
                json -> {
                    json.writeObjectFieldStart("delta");
                    json.writeStringField("stop_reason", reason.code());
                    json.writeStringField("stop_sequence", stopSequence);
                    json.writeEndObject();
                    json.writePOJOField("usage", figures(usage));
                });
        event("message_stop", json -> {});
    }

    @Override
    public void error(String type, String message) {
        event(
                "error",
                json -> {
                    json.writeObjectFieldStart("error");
                    json.writeStringField("type", type);
                    json.writeStringField("message", message);
                    json.writeEndObject();
                });
    }

    private static ObjectNode figures(Usage usage) {
        return WholeMessage.Figures.of(usage);
    }
}
