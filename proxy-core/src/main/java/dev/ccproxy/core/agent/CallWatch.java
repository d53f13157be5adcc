package dev.ccproxy.core.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.sse.SseEvent;
import dev.ccproxy.sse.SseParser;
import java.util.HashMap;
import java.util.Map;

/// Looks through one answer's stream for calls that send agents off.
public final class CallWatch {
    private static final int MAX_INPUT_LENGTH = 1 << 20;

    private final ObjectMapper json;
    private final SpawnedAgents agents;
    private final String session;
    private final Map<Integer, Open> open = new HashMap<>();
    private final SseParser parser = new SseParser(this::event);

    private record Open(String id, StringBuilder input) {}

    /// @param session whose answer it is
    public CallWatch(ObjectMapper json, SpawnedAgents agents, String session) {
        this.json = json;
        this.agents = agents;
        this.session = session;
    }

    /// Looks at the next bytes of the stream.
    public void accept(byte[] bytes) {
        parser.accept(bytes);
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
