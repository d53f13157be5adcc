package dev.ccproxy.data.live;

import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.data.recording.RecordingUnavailableException;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One who listens, and where it stands. The record itself is the queue: a slow listener holds
/// nothing up and fills nothing, it finds fewer and newer states when it comes back.
final class Listener {
    private static final int BATCH = 200;

    private final Recording recording;
    private final ChangeSignal signal;
    private final LiveConfig config;
    private @Nullable Long revision;
    private boolean greeted;
    private boolean unavailable;

    /// Begins to listen.
    ///
    /// @param revision the last change that the listener knows, or null where it knows none
    Listener(Recording recording, ChangeSignal signal, LiveConfig config, @Nullable Long revision) {
        this.recording = recording;
        this.signal = signal;
        this.config = config;
        this.revision = revision;
    }

    /// Waits for what comes next.
    List<LiveEvent> next() throws InterruptedException {
        CompletableFuture<Void> change = signal.nextChange();
        List<LiveEvent> events = look();
        if (!events.isEmpty()) {
            return events;
        }
        try {
            change.get(config.heartbeat().toNanos(), TimeUnit.NANOSECONDS);
            return look();
        } catch (TimeoutException e) {
            return List.of(new LiveEvent.Heartbeat());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the signal never fails", e);
        }
    }

    private List<LiveEvent> look() {
        try {
            List<LiveEvent> events = recording.read(this::changes);
            unavailable = false;
            return events;
        } catch (RecordingUnavailableException e) {
            if (unavailable) {
                return List.of();
            }
            unavailable = true;
            return List.of(new LiveEvent.Unavailable());
        }
    }

    private List<LiveEvent> changes(ExchangeReader reader) throws StoreException {
        long newest = reader.revision();
        Long known = revision;
        boolean lost =
                unavailable
                        || (known != null
                                && (known > newest || newest - known > config.maxBehind()));
        if (known == null || lost) {
            revision = newest;
            boolean again = greeted || known != null || unavailable;
            greeted = true;
            return List.of(again ? new LiveEvent.Reset(newest) : new LiveEvent.Ready(newest));
        }
        if (!greeted) {
            greeted = true;
            return List.of(new LiveEvent.Resumed(known));
        }
        List<Change> changes = reader.changesAfter(known, BATCH);
        if (!changes.isEmpty()) {
            revision = changes.getLast().revision();
        }
        return changes.stream().map(LiveEvent::of).toList();
    }
}
