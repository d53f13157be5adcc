package dev.ccproxy.core.forward;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What recent exchanges tell of the upstream. Nothing is sent to find out.
@Singleton
public class UpstreamStatus {
    private volatile @Nullable Instant lastAnswer;
    private final AtomicReference<@Nullable Failure> lastFailure = new AtomicReference<>();

    /// A failure to get an answer.
    ///
    /// @param at when
    /// @param reason in a few words
    public record Failure(Instant at, String reason) {}

    void answered() {
        lastAnswer = Instant.now();
    }

    void failed(String reason) {
        lastFailure.set(new Failure(Instant.now(), reason));
    }

    /// When the upstream answered last.
    public Optional<Instant> lastAnswer() {
        return Optional.ofNullable(lastAnswer);
    }

    /// When it did not, last.
    public Optional<Failure> lastFailure() {
        return Optional.ofNullable(lastFailure.get());
    }
}
