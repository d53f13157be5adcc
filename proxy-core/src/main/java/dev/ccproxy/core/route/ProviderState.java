package dev.ccproxy.core.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a provider does, by what recent requests saw. Nothing is sent to find out.
///
/// @param breaker `closed`, `open` or `half_open`
/// @param retries since the start
/// @param answered requests that brought an answer since the start, whatever its status
/// @param failed requests that brought none that could be used
/// @param medianMicros until the head of an answer, over the last hundred; null before the first
/// @param lastAnswer when it answered last
/// @param lastFailure when it did not, last
/// @param lastReason why not; null where it never failed
public record ProviderState(
        String name,
        String breaker,
        long retries,
        long answered,
        long failed,
        @Nullable Long medianMicros,
        @Nullable Instant lastAnswer,
        @Nullable Instant lastFailure,
        @Nullable String lastReason) {
    static ProviderState unused(String name) {
        return new ProviderState(name, Providers.CLOSED, 0, 0, 0, null, null, null, null);
    }

    /// Whether it is left alone for a while.
    public boolean isLeftAlone() {
        return !breaker.equals(Providers.CLOSED);
    }
}
