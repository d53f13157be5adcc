package dev.ccproxy.message;

import static dev.ccproxy.message.BlockReader.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.sse.SseEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts an answer together from the events of its stream. It may be asked for what is there at any
/// time. Events that it does not know, or that are no JSON, are passed over.
///
/// @see <a href="https://docs.claude.com/en/docs/build-with-claude/streaming">Streaming</a>
public final class AnswerAssembler {
    private final ObjectMapper json;
    private final TreeMap<Integer, OpenBlock> blocks = new TreeMap<>();
    private final ObjectNode usage;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable StopReason stopReason;
    private @Nullable String stopSequence;
    private @Nullable ApiError error;
    private boolean complete;

    public AnswerAssembler(ObjectMapper json) {
        this.json = json;
        usage = json.createObjectNode();
    }

    /// Reads an answer that was not streamed.
    ///
    /// @throws MalformedMessageException if it is no JSON object
    public static Answer read(ObjectMapper json, byte[] body) throws MalformedMessageException {
        JsonNode answer;
        try {
            answer = json.readTree(body);
        } catch (IOException e) {
            throw new MalformedMessageException("no JSON", e);
        }
        if (!answer.isObject()) {
            throw new MalformedMessageException("the answer is no JSON object");
        }
        return new Answer(
                answer.path("id").textValue(),
                answer.path("model").textValue(),
                BlockReader.blocks(answer.path("content")),
                stopReason(answer.path("stop_reason")),
                answer.path("stop_sequence").textValue(),
                Usage.of(answer.path("usage")),
                error(answer.path("error")),
                true);
    }

    /// Takes the next event.
    public void accept(SseEvent event) {
        switch (event.type()) {
            case "content_block_delta" -> blockDelta(event.data());
            case "ping", "content_block_stop" -> {}
            default -> other(event);
        }
    }

    private void blockDelta(String data) {
        BlockDelta delta = BlockDelta.parse(json.getFactory(), data);
        OpenBlock block = delta == null ? null : blocks.get(delta.index());
        if (delta != null && block != null) {
            block.accept(delta);
        }
    }

    private void other(SseEvent event) {
        JsonNode data;
        try {
            data = json.readTree(event.data());
        } catch (JsonProcessingException e) {
            return;
        }
        switch (event.type()) {
            case "message_start" -> start(data.path("message"));
            case "content_block_start" ->
                    blocks.put(
                            data.path("index").asInt(), new OpenBlock(data.path("content_block")));
            case "message_delta" -> delta(data);
            case "message_stop" -> complete = true;
            case "error" -> error = error(data.path("error"));
            default -> {}
        }
    }

    private void start(JsonNode message) {
        id = message.path("id").textValue();
        model = message.path("model").textValue();
        addUsage(message.path("usage"));
    }

    private void delta(JsonNode data) {
        JsonNode delta = data.path("delta");
        StopReason reason = stopReason(delta.path("stop_reason"));
        if (reason != null) {
            stopReason = reason;
            stopSequence = delta.path("stop_sequence").textValue();
        }
        addUsage(data.path("usage"));
    }

    /// The figures are totals: later ones take the place of earlier ones.
    private void addUsage(JsonNode later) {
        if (later.isObject()) {
            later.properties()
                    .forEach(field -> {
                        if (!field.getValue().isNull()) {
                            usage.set(field.getKey(), field.getValue());
                        }
                    });
        }
    }

    /// The answer as far as it came.
    public Answer answer() {
        List<ContentBlock> content = new ArrayList<>();
        for (OpenBlock block : blocks.values()) {
            content.add(block.block(json));
        }
        return new Answer(
                id, model, content, stopReason, stopSequence, Usage.of(usage), error, complete);
    }

    private static @Nullable StopReason stopReason(JsonNode reason) {
        return reason.isTextual() ? new StopReason(reason.textValue()) : null;
    }

    private static @Nullable ApiError error(JsonNode error) {
        return error.isObject() ? new ApiError(text(error, "type"), text(error, "message")) : null;
    }

    /// A block that deltas are added to.
    private static final class OpenBlock {
        private final JsonNode start;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();

        OpenBlock(JsonNode start) {
            this.start = start;
            text.append(text(start, "text")).append(text(start, "thinking"));
            signature.append(text(start, "signature"));
        }

        void accept(BlockDelta delta) {
            (delta.isSignature() ? signature : text).append(delta.text());
        }

        ContentBlock block(ObjectMapper json) {
            return switch (BlockReader.block(start)) {
                case ContentBlock.Text block ->
                        new ContentBlock.Text(text.toString(), block.cacheControl());
                case ContentBlock.Thinking _ ->
                        new ContentBlock.Thinking(text.toString(), signature.toString());
                case ContentBlock.ToolUse block ->
                        new ContentBlock.ToolUse(
                                block.id(),
                                block.name(),
                                input(json, block.input()),
                                block.cacheControl());
                case ContentBlock.ServerToolUse block ->
                        new ContentBlock.ServerToolUse(
                                block.id(), block.name(), input(json, block.input()));
                case ContentBlock block -> block;
            };
        }

        /// The input of a call that has come whole; as text while it has not.
        private JsonNode input(ObjectMapper json, JsonNode atStart) {
            if (text.isEmpty()) {
                return atStart;
            }
            try {
                return json.readTree(text.toString());
            } catch (JsonProcessingException e) {
                return json.getNodeFactory().textNode(text.toString());
            }
        }
    }
}
