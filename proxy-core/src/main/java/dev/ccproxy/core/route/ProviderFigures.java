package dev.ccproxy.core.route;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts what a provider does.
final class ProviderFigures {
    private static final int KEPT = 100;

    private final long[] latest = new long[KEPT];
    private int taken;
    private long answered;
    private long failed;
    private @Nullable Instant lastAnswer;
    private @Nullable Instant lastFailure;
    private @Nullable String lastReason;

    synchronized void took(long nanos) {
        latest[taken++ % KEPT] = nanos;
    }

    synchronized void answered() {
        answered++;
        lastAnswer = Instant.now();
    }

    synchronized void failed(String reason) {
        failed++;
        lastFailure = Instant.now();
        lastReason = reason;
    }

    synchronized ProviderState state(String name, String breaker, long retries) {
        return new ProviderState(
                name,
                breaker,
                retries,
                answered,
                failed,
                median(),
                lastAnswer,
                lastFailure,
                lastReason);
    }

    private @Nullable Long median() {
        int count = Math.min(taken, KEPT);
        if (count == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(latest, count);
        Arrays.sort(sorted);
        return sorted[count / 2] / 1_000;
    }
}
