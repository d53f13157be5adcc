package dev.ccproxy.exchange;

import java.util.Locale;

/// What came of sending a request elsewhere.
public enum RouteResult {
    /// The provider answered, with whatever status.
    ANSWERED,
    /// The provider did not answer, and the agent's request went to the upstream as it came.
    FELL_BACK,
    /// The provider did not answer, or broke off.
    FAILED,
    /// The client went away first.
    CANCELLED,
    /// The upstream itself was asked for another model.
    RENAMED,
    /// No provider was asked: its tokens were estimated.
    ESTIMATED;

    /// The name under which it is stored and shown, for example `fell_back`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads a result back from what was stored.
    ///
    /// @throws IllegalArgumentException if there is no such result
    public static RouteResult of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
