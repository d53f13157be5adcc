package dev.ccproxy.exchange;

import java.util.List;

/// What came of sending a request elsewhere.
///
/// @param reason why it came to that where it did not go well, or the empty string
/// @param attempts in order; the bytes of their answers follow one another on record
/// @param losses what the translations of request and answer did not carry over
public record RouteEnding(
        RouteResult result, String reason, List<RouteAttempt> attempts, List<Loss> losses) {
    public RouteEnding {
        attempts = List.copyOf(attempts);
        losses = List.copyOf(losses);
    }
}
