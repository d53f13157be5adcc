package dev.ccproxy.core.translate;

/// Something that a translation did not carry over as it was.
///
/// @param field what it was, by the Messages API's name, for example `top_k`
/// @param severity how much it matters
/// @param reason what happened to it, as part of a sentence
/// @param count how often it happened in one exchange
public record Loss(String field, Severity severity, String reason, int count) {
    /// How much a loss matters.
    public enum Severity {
        /// The agent works as before.
        NOTE,
        /// The agent may lack something that it counts on.
        WARNING
    }
}
