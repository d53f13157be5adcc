package dev.ccproxy.data.live;

import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.data.recording.RecordingUnavailableException;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One who listens, and where it stands. The record itself is the queue, and so are the answers
/// that are being given: a slow listener holds nothing up and fills nothing, it finds fewer and
/// newer states, and more text at once, when it comes back.
final class Listener {
    private static final int BATCH = 200;

    /// Among how many of the newest exchanges those in flight are looked for.
    private static final int RECENT = 500;

    private final Recording recording;
    private final ChangeSignal signal;
    private final LiveConfig config;
    private final Following following;
    private @Nullable Long revision;
    private boolean greeted;
    private boolean unavailable;

    /// Begins to listen.
    ///
    /// @param revision the last change that the listener knows, or null where it knows none
    Listener(
            Recording recording,
            ChangeSignal signal,
            LiveConfig config,
            Following following,
            @Nullable Long revision) {
        this.recording = recording;
        this.signal = signal;
        this.config = config;
        this.following = following;
        this.revision = revision;
    }

    /// Waits for what comes next.
    List<LiveEvent> next() throws InterruptedException {
        CompletableFuture<Void> news = signal.nextNews();
        List<LiveEvent> events = look();
        if (!events.isEmpty()) {
            return events;
        }
        try {
            news.get(config.heartbeat().toNanos(), TimeUnit.NANOSECONDS);
            return look();
        } catch (TimeoutException e) {
            return List.of(new LiveEvent.Heartbeat());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the signal never fails", e);
        }
    }

    private List<LiveEvent> look() {
        List<LiveEvent> events = new ArrayList<>(following.progress());
        try {
            events.addAll(recording.read(this::changes));
            unavailable = false;
        } catch (RecordingUnavailableException e) {
            if (!unavailable) {
                unavailable = true;
                events.add(new LiveEvent.Unavailable());
            }
        }
        return events;
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
            following.startOver();
            return begin(
                    again ? new LiveEvent.Reset(newest) : new LiveEvent.Ready(newest),
                    newest,
                    reader);
        }
        if (!greeted) {
            greeted = true;
            return begin(new LiveEvent.Resumed(known), known, reader);
        }
        List<Change> changes = reader.changesAfter(known, BATCH);
        if (!changes.isEmpty()) {
            revision = changes.getLast().revision();
            changes.forEach(following::noticed);
        }
        return changes.stream().map(LiveEvent::of).flatMap(Optional::stream).toList();
    }

    /// Whoever begins to listen is told first of what is in flight, with all that was answered so
    /// far.
    private List<LiveEvent> begin(LiveEvent greeting, long at, ExchangeReader reader)
            throws StoreException {
        List<LiveEvent> events = new ArrayList<>(List.of(greeting));
        for (Exchange exchange : reader.newest(null, RECENT).reversed()) {
            if (exchange.outcome() == null) {
                Change change = new Change.Written(at, exchange);
                following.noticed(change);
                LiveEvent.of(change).ifPresent(events::add);
            }
        }
        return events;
    }
}
