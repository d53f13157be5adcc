package dev.ccproxy.core.agent;

/// What tells which agent sent a request.
public sealed interface Evidence {
    /// The name that it tells.
    String agent();

    /// The client says so itself, in a header.
    record Hint(String agent) implements Evidence {}

    /// The model that called the agent said so.
    ///
    /// @param toolUseId the call
    record Call(String agent, String toolUseId) implements Evidence {}

    /// The system prompt begins with an agent's definition.
    ///
    /// @param file where the definition stands
    record Definition(String agent, String file) implements Evidence {}

    /// The system prompt is one of Claude Code's own agents'.
    record BuiltIn(String agent) implements Evidence {}
}
