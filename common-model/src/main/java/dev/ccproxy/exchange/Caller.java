package dev.ccproxy.exchange;

import org.jspecify.annotations.Nullable;

/// Who says that it made the request, by the client's own headers.
///
/// @param sessionId `x-claude-code-session-id`
/// @param agentId `x-claude-code-agent-id`; absent on the main agent's requests
/// @param parentAgentId `x-claude-code-parent-agent-id`; present on a nested agent's requests only
/// @param requestClass `x-claude-code-request-class`: main, subagent, workflow, compaction,
///   auxiliary
/// @see <a href="https://code.claude.com/docs/en/llm-gateway-protocol">Gateway protocol</a>
public record Caller(
        @Nullable String sessionId,
        @Nullable String agentId,
        @Nullable String parentAgentId,
        @Nullable String requestClass) {
    public static final Caller UNKNOWN = new Caller(null, null, null, null);
}
