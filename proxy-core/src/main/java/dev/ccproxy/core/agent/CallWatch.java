package dev.ccproxy.core.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.sse.SseEvent;
import dev.ccproxy.sse.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks through one answer, streamed or not, for calls that send agents off.
public final class CallWatch {
    private static final int MAX_INPUT_LENGTH = 1 << 20;
    private static final int MAX_MESSAGE_BYTES = 4 << 20;

    private final ObjectMapper json;
    private final SpawnedAgents agents;
    private final String session;
    private final Map<Integer, Open> open = new HashMap<>();
    private final SseParser parser = new SseParser(this::event);

    /// What came so far of an answer that is not streamed; else null.
    private @Nullable ByteArrayOutputStream whole;

    private record Open(String id, StringBuilder input) {}

    /// @param session whose answer it is
    public CallWatch(ObjectMapper json, SpawnedAgents agents, String session) {
        this.json = json;
        this.agents = agents;
        this.session = session;
    }

    /// The answer is of this type.
    ///
    /// @return whether there may be calls in it
    public boolean begin(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        whole = type.startsWith("application/json") ? new ByteArrayOutputStream() : null;
        return whole != null || type.startsWith("text/event-stream");
    }

    /// Looks at the next bytes of it.
    public void accept(byte[] bytes) {
        ByteArrayOutputStream message = whole;
        if (message == null) {
            parser.accept(bytes);
        } else if (message.size() + bytes.length <= MAX_MESSAGE_BYTES) {
            message.writeBytes(bytes);
        }
    }

    /// It has ended.
    public void end() {
        ByteArrayOutputStream message = whole;
        whole = null;
        if (message == null) {
            return;
        }
        try {
            for (JsonNode block : json.readTree(message.toByteArray()).path("content")) {
                if (SpawnedAgents.isCall(block.path("name").asText())) {
                    agents.called(session, block.path("id").asText(), block.path("input"));
                }
            }
        } catch (IOException e) {
            // No JSON, or cut short: no call either.
            open.clear();
        }
    }

    private void event(SseEvent event) {
        try {
            switch (event.type()) {
                case "content_block_start" -> start(json.readTree(event.data()));
                case "content_block_delta" -> {
                    if (!open.isEmpty()) {
                        delta(json.readTree(event.data()));
                    }
                }
                case "content_block_stop" -> {
                    if (!open.isEmpty()) {
                        stop(json.readTree(event.data()));
                    }
                }
                default -> {}
            }
        } catch (JsonProcessingException e) {
            // No JSON, so no call either.
            open.clear();
        }
    }

    private void start(JsonNode event) {
        JsonNode block = event.path("content_block");
        if (SpawnedAgents.isCall(block.path("name").asText())) {
            open.put(
                    event.path("index").asInt(),
                    new Open(block.path("id").asText(), new StringBuilder()));
        }
    }

    private void delta(JsonNode event) {
        Open call = open.get(event.path("index").asInt());
        String more = event.path("delta").path("partial_json").asText();
        if (call != null && call.input().length() + more.length() <= MAX_INPUT_LENGTH) {
            call.input().append(more);
        }
    }

    private void stop(JsonNode event) throws JsonProcessingException {
        Open call = open.remove(event.path("index").asInt());
        if (call != null) {
            agents.called(session, call.id(), json.readTree(call.input().toString()));
        }
    }
}
