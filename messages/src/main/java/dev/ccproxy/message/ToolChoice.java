package dev.ccproxy.message;

/// Whether the model is to call tools.
public sealed interface ToolChoice {
    /// Whether it may call one tool at a time only.
    default boolean disableParallelToolUse() {
        return false;
    }

    /// As it sees fit.
    record Auto(boolean disableParallelToolUse) implements ToolChoice {}

    /// At least one.
    record Any(boolean disableParallelToolUse) implements ToolChoice {}

    /// This one.
    record Named(String name, boolean disableParallelToolUse) implements ToolChoice {}

    /// None at all.
    record None() implements ToolChoice {}

    /// In a way that is not known here.
    record Unknown(String type) implements ToolChoice {}
}
