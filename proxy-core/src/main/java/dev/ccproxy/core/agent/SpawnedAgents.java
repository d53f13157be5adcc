package dev.ccproxy.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.Message;
import dev.ccproxy.message.MessagesRequest;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The calls by which models sent agents off, as seen in the answers that passed: whom they called,
/// and with which words. The latest few thousand are kept.
@Singleton
public class SpawnedAgents {
    /// What an agent is where its caller does not say.
    static final String GENERAL_PURPOSE = "general-purpose";

    private static final Set<String> CALLS = Set.of("Agent", "Task");
    private static final int MAX_CALLS = 4_000;

    /// Which words an agent was sent off with, in which session.
    private record Errand(String session, int promptLength, int promptHash) {}

    private record AgentKey(String session, String agentId) {}

    private final Map<Errand, Evidence.Call> calls = bounded();
    private final Map<AgentKey, Evidence.Call> agents = bounded();

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MAX_CALLS;
            }
        };
    }

    /// Whether a tool of this name sends agents off.
    static boolean isCall(String tool) {
        return CALLS.contains(tool);
    }

    /// A model called an agent.
    public synchronized void called(String session, String toolUseId, JsonNode input) {
        String prompt = input.path("prompt").asText();
        String type = input.path("subagent_type").asText(GENERAL_PURPOSE);
        calls.put(
                errand(session, prompt),
                new Evidence.Call(type.isEmpty() ? GENERAL_PURPOSE : type, toolUseId));
    }

    private static Errand errand(String session, String prompt) {
        String said = prompt.strip();
        return new Errand(session, said.length(), said.hashCode());
    }

    /// The call that sent this agent off. Once found by its words, an agent is known by its id.
    ///
    /// @param agentId empty where the client does not tell
    public synchronized Optional<Evidence.Call> callOf(
            String session, String agentId, MessagesRequest request) {
        AgentKey key = new AgentKey(session, agentId);
        Evidence.Call known = agentId.isEmpty() ? null : agents.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Evidence.Call> found =
                errandText(request).map(prompt -> calls.get(errand(session, prompt)));
        if (!agentId.isEmpty()) {
            found.ifPresent(call -> agents.put(key, call));
        }
        return found;
    }

    /// What an agent was called with stands last in its first message.
    private static Optional<String> errandText(MessagesRequest request) {
        for (Message message : request.messages()) {
            if (message.role().equals("user")) {
                List<ContentBlock> content = message.content();
                return !content.isEmpty() && content.getLast() instanceof ContentBlock.Text text
                        ? Optional.of(text.text())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
