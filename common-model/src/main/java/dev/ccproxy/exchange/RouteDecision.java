package dev.ccproxy.exchange;

import java.util.List;

/// Why the request of an agent goes where it goes.
///
/// @param agent the agent's name
/// @param evidence what tells that name, strongest first
/// @param rule the mapping that names the agent, as it counts: `code-reviewer: openai:gpt-4o`
/// @param provider the name of the provider that it goes to
/// @param model as that provider calls it
/// @param breaker how the provider's circuit breaker stood: `closed`, `open` or `half_open`
public record RouteDecision(
        String agent,
        List<Evidence> evidence,
        String rule,
        String provider,
        String model,
        String breaker) {
    public RouteDecision {
        evidence = List.copyOf(evidence);
    }
}
