package dev.ccproxy.data.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.message.BlockDelta;
import dev.ccproxy.message.Usage;
import dev.ccproxy.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An answer that is being given. One thread adds to it; any number of listeners read it, each from
/// where it stands.
final class LiveAnswer {
    /// More than any model says at once. What goes beyond it is left out.
    private static final int MOST_CHARACTERS = 2 << 20;

    private final String id;
    private final ObjectMapper json;
    private final TreeMap<Integer, Block> blocks = new TreeMap<>();
    private final ObjectNode usage;
    private @Nullable String model;
    private @Nullable String stopReason;
    private int characters;
    private int facts;
    private boolean complete;

    LiveAnswer(String id, ObjectMapper json) {
        this.id = id;
        this.json = json;
        this.usage = json.createObjectNode();
    }

    /// A block and its text, so far.
    private record Block(
            String type, @Nullable String name, @Nullable String toolUseId, StringBuilder text) {}

    /// Where a listener stands.
    static final class Position {
        private final TreeMap<Integer, Integer> lengths = new TreeMap<>();
        private int facts;
        private boolean finished;

        /// Whether everything was told.
        boolean isFinished() {
            return finished;
        }
    }

    /// Takes the next event of the stream.
    synchronized void accept(SseEvent event) {
        if (event.type().equals("content_block_delta")) {
            BlockDelta delta = BlockDelta.parse(json.getFactory(), event.data());
            Block block = delta == null ? null : blocks.get(delta.index());
            if (delta != null && block != null && !delta.isSignature()) {
                append(block, delta.text());
            }
            return;
        }
        try {
            other(event.type(), json.readTree(event.data()));
        } catch (JsonProcessingException passedOver) {
            // Whoever reads the whole answer is told of it; here only what can be shown matters.
            return;
        }
    }

    private void other(String type, JsonNode data) {
        switch (type) {
            case "message_start" -> {
                model = data.path("message").path("model").textValue();
                use(data.path("message").path("usage"));
            }
            case "content_block_start" ->
                    begin(data.path("index").asInt(), data.path("content_block"));
            case "message_delta" -> {
                stopReason = data.path("delta").path("stop_reason").textValue();
                use(data.path("usage"));
            }
            default -> {}
        }
    }

    private void begin(int index, JsonNode start) {
        Block block =
                new Block(
                        start.path("type").asText(),
                        start.path("name").textValue(),
                        start.path("id").textValue(),
                        new StringBuilder());
        blocks.put(index, block);
        append(block, start.path("text").asText("") + start.path("thinking").asText(""));
    }

    private void append(Block block, String text) {
        int room = Math.min(text.length(), MOST_CHARACTERS - characters);
        block.text.append(text, 0, room);
        characters += room;
    }

    /// The figures are totals: later ones take the place of earlier ones.
    private void use(JsonNode later) {
        later.properties()
                .forEach(field -> {
                    if (!field.getValue().isNull()) {
                        usage.set(field.getKey(), field.getValue());
                    }
                });
        facts++;
    }

    /// Nothing follows.
    synchronized void end() {
        complete = true;
        facts++;
    }

    /// What a listener does not know yet, which it knows from then on; null where that is nothing.
    synchronized @Nullable AnswerProgress after(Position position) {
        List<AnswerProgress.Block> added = new ArrayList<>();
        blocks.forEach((index, block) -> {
            Integer known = position.lengths.put(index, block.text.length());
            int at = known == null ? 0 : known;
            if (known == null || at < block.text.length()) {
                added.add(
                        new AnswerProgress.Block(
                                index,
                                block.type,
                                block.name,
                                block.toolUseId,
                                at,
                                block.text.substring(at)));
            }
        });
        boolean nothing = added.isEmpty() && position.facts == facts;
        position.facts = facts;
        position.finished = complete;
        return nothing ? null : progress(added);
    }

    private AnswerProgress progress(List<AnswerProgress.Block> added) {
        Usage used = Usage.of(usage);
        boolean counted = stopReason != null;
        return new AnswerProgress(
                id,
                model,
                usage.isEmpty() ? null : Long.valueOf(used.totalInputTokens()),
                counted ? Long.valueOf(used.outputTokens()) : null,
                stopReason,
                complete,
                added);
    }
}
