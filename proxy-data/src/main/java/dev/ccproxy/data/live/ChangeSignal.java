package dev.ccproxy.data.live;

import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.data.recording.RecordingUnavailableException;
import dev.ccproxy.store.ExchangeReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/// Says when something was written to the record. It looks while somebody listens, and what it
/// looks at costs a few microseconds, whatever the size of the record.
@ApplicationScoped
class ChangeSignal {
    private static final Logger LOG = Logger.getLogger(ChangeSignal.class);
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long UNAVAILABLE = Long.MAX_VALUE;

    private final Recording recording;
    private final LiveConfig config;
    private final AtomicReference<CompletableFuture<Void>> next =
            new AtomicReference<>(new CompletableFuture<>());
    private final AtomicInteger listeners = new AtomicInteger();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("change-signal").unstarted(task));
    private long seen = UNKNOWN;

    ChangeSignal(Recording recording, LiveConfig config) {
        this.recording = recording;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        long interval = config.checkInterval().toNanos();
        var _ = clock.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.NANOSECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    /// Completes at the next change. Take it before looking at the record, and no change is missed
    /// in between.
    CompletableFuture<Void> nextChange() {
        return next.get();
    }

    void listenerCame() {
        listeners.incrementAndGet();
    }

    void listenerWent() {
        listeners.decrementAndGet();
    }

    /// How many listen.
    int listeners() {
        return listeners.get();
    }

    private void look() {
        if (listeners.get() == 0) {
            return;
        }
        long version = version();
        if (version != seen) {
            seen = version;
            next.getAndSet(new CompletableFuture<>()).complete(null);
        }
    }

    private long version() {
        try {
            return recording.read(ExchangeReader::version);
        } catch (RecordingUnavailableException e) {
            return UNAVAILABLE;
        } catch (RuntimeException e) {
            // What leaves this method ends the clock.
            LOG.error("the record could not be asked for changes", e);
            return UNAVAILABLE;
        }
    }
}
