package dev.ccproxy.message;

/// How much the model is to think before it answers.
public sealed interface ThinkingMode {
    /// Up to so much.
    record Enabled(int budgetTokens) implements ThinkingMode {}

    /// As much as it sees fit.
    record Adaptive() implements ThinkingMode {}

    /// Not at all.
    record Disabled() implements ThinkingMode {}

    /// In a way that is not known here.
    record Unknown(String type) implements ThinkingMode {}
}
