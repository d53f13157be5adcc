package dev.ccproxy.core.agent;

import dev.ccproxy.exchange.Evidence;
import java.util.List;
import java.util.Optional;

/// Who sent a request, by what is known.
///
/// @param subagent whether it is an agent's at all
/// @param evidence what tells its name, strongest first; empty where nothing does
public record Sender(boolean subagent, List<Evidence> evidence) {
    public static final Sender MAIN = new Sender(false, List.of());

    public Sender {
        evidence = List.copyOf(evidence);
    }

    /// The agent's name; empty where that is not known.
    public Optional<String> agent() {
        return evidence.stream().findFirst().map(Evidence::agent);
    }
}
