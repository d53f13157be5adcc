package dev.ccproxy.data.live;

import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.data.recording.RecordingUnavailableException;
import dev.ccproxy.store.ExchangeReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Says when there is something to tell: something was written to the record, an answer that is
/// being followed says more, the index got on. It looks while somebody listens, and what it looks
/// at costs a few microseconds, whatever the size of the record.
///
/// A singleton, so that a stream that outlives a reload in development says to the one that it came
/// to that it went: the proxy of another scope would look for it among the new ones.
@Singleton
class ChangeSignal {
    private static final Logger LOG = Logger.getLogger(ChangeSignal.class);
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long UNAVAILABLE = Long.MAX_VALUE;

    private final Recording recording;
    private final Index index;
    private final LiveConfig config;
    private final AtomicReference<CompletableFuture<Void>> change =
            new AtomicReference<>(new CompletableFuture<>());
    private final AtomicReference<CompletableFuture<Void>> news =
            new AtomicReference<>(new CompletableFuture<>());
    private final AtomicInteger listeners = new AtomicInteger();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("change-signal").unstarted(task));
    private long seen = UNKNOWN;
    private @Nullable Long indexed;

    ChangeSignal(Recording recording, Index index, LiveConfig config) {
        this.recording = recording;
        this.index = index;
        this.config = config;
    }

    void start(@Observes StartupEvent event, MeterRegistry metrics) {
        metrics.gauge("ccproxy.data.live.listeners", listeners);
        long interval = config.checkInterval().toNanos();
        var _ = clock.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.NANOSECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    /// Completes at the record's next change. Take it before looking at the record, and no change
    /// is missed in between.
    CompletableFuture<Void> nextChange() {
        return change.get();
    }

    /// Completes where there is anything to tell next.
    CompletableFuture<Void> nextNews() {
        return news.get();
    }

    /// There is something to tell.
    void tell() {
        complete(news);
    }

    private static void complete(AtomicReference<CompletableFuture<Void>> awaited) {
        awaited.getAndSet(new CompletableFuture<>()).complete(null);
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
        Long reached = index.progress().revision();
        if (version != seen) {
            seen = version;
            complete(change);
            tell();
        } else if (!Objects.equals(reached, indexed)) {
            tell();
        }
        indexed = reached;
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
