package dev.ccproxy.core.capture;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether recording works at this moment.
@Singleton
public class RecorderStatus {
    private static final String QUEUE_FULL = "queue full";

    private volatile State state = new State(false, "starting", Instant.now());
    private volatile String lastProblem = QUEUE_FULL;

    /// How recording fares.
    ///
    /// @param works whether what was noted last got into the record
    /// @param reason why it does not; empty while it does
    /// @param since since when
    public record State(boolean works, String reason, Instant since) {}

    void recording() {
        if (!state.works()) {
            state = new State(true, "", Instant.now());
        }
    }

    /// Notes that recording fails, and why. True if this is news.
    boolean failed(@Nullable String message) {
        String reason = String.valueOf(message);
        boolean news = state.works() || !state.reason().equals(reason);
        lastProblem = reason;
        if (news) {
            state = new State(false, reason, Instant.now());
        }
        return news;
    }

    /// Why recording failed last, to tell of a gap once it works again.
    String lastProblem() {
        String problem = lastProblem;
        lastProblem = QUEUE_FULL;
        return problem;
    }

    /// How recording fares now.
    public State state() {
        return state;
    }
}
