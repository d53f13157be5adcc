package dev.ccproxy.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.Message;
import dev.ccproxy.message.MessagesRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The calls by which models sent agents off, as seen in the answers that passed: whom they called,
/// and with which words. The latest few thousand are kept.
@Singleton
public class SpawnedAgents {
    /// What an agent is where its caller does not say.
    static final String GENERAL_PURPOSE = "general-purpose";

    private static final Set<String> CALLS = Set.of("Agent", "Task");
    private static final int MAX_CALLS = 4_000;
    private static final int MAX_AGENTS_OF_AN_ERRAND = 16;

    /// Which words an agent was sent off with, in which session.
    private record Errand(String session, int promptLength, int promptHash) {}

    private record AgentKey(String session, String agentId) {}

    /// The latest call of each agent that was sent off with the same words.
    private final Map<Errand, SequencedMap<String, Evidence.Call>> calls = bounded(MAX_CALLS);

    private final Map<AgentKey, Evidence.Call> agents = bounded(MAX_CALLS);

    private static <K, V> SequencedMap<K, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
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
        if (prompt.isBlank()) {
            return;
        }
        String told = input.path("subagent_type").asText();
        String type = told.isEmpty() ? GENERAL_PURPOSE : told;
        calls.computeIfAbsent(errand(session, prompt), none -> bounded(MAX_AGENTS_OF_AN_ERRAND))
                .putLast(type, new Evidence.Call(type, toolUseId));
    }

    private static Errand errand(String session, String prompt) {
        String said = prompt.strip();
        return new Errand(session, said.length(), said.hashCode());
    }

    /// The call that sent this agent off. Once found by its words, an agent is known by its id.
    ///
    /// @param agentId empty where the client does not tell
    /// @param likely whom its system prompt tells of, to whom it belongs where several agents were
    ///   sent off with the same words; else it is the last one's
    public synchronized Optional<Evidence.Call> callOf(
            String session, String agentId, MessagesRequest request, List<String> likely) {
        AgentKey key = new AgentKey(session, agentId);
        Evidence.Call known = agentId.isEmpty() ? null : agents.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Evidence.Call> found =
                errands(session, request)
                        .map(sent ->
                                likely.stream()
                                        .map(sent::get)
                                        .filter(Objects::nonNull)
                                        .findFirst()
                                        .orElseGet(() -> sent.lastEntry().getValue()));
        if (!agentId.isEmpty()) {
            found.ifPresent(call -> agents.put(key, call));
        }
        return found;
    }

    /// Whether the call is known that sent this agent off.
    public synchronized boolean knows(String session, String agentId, MessagesRequest request) {
        return agents.containsKey(new AgentKey(session, agentId))
                || errands(session, request).isPresent();
    }

    private Optional<SequencedMap<String, Evidence.Call>> errands(
            String session, MessagesRequest request) {
        return errandTexts(request).stream()
                .map(prompt -> calls.get(errand(session, prompt)))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// What an agent was called with stands last in its first message, unless a hook adds to it.
    private static List<String> errandTexts(MessagesRequest request) {
        List<String> texts = new ArrayList<>();
        for (Message message : request.messages()) {
            if (message.role().equals("user")) {
                for (ContentBlock block : message.content().reversed()) {
                    if (block instanceof ContentBlock.Text text) {
                        texts.add(text.text());
                    }
                }
                return texts;
            }
        }
        return texts;
    }
}
