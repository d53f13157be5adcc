package dev.ccproxy.exchange;

import java.util.Locale;

/// Something that a translation did not carry over as it was.
///
/// @param field what it was, by the Messages API's name, for example `top_k`
/// @param severity how much it matters
/// @param reason what happened to it, as part of a sentence
/// @param count how often it happened in one exchange
public record Loss(String field, Severity severity, String reason, int count) {
    /// The field of losses that are tools which the target cannot run.
    public static final String TOOLS = "tools";

    /// How much a loss matters.
    public enum Severity {
        /// The agent works as before.
        NOTE,
        /// The agent may lack something that it counts on.
        WARNING;

        /// The name under which it is stored and shown, for example `warning`.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Reads a severity back from what was stored.
        ///
        /// @throws IllegalArgumentException if there is no such severity
        public static Severity of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
