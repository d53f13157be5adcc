package dev.ccproxy.data.telemetry;

import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.data.recording.RecordingUnavailableException;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows the record with a thread of its own, and tells a collector of the exchanges that end
/// from now on. So proxy-core, which they cross, has nothing to do with it. Without a collector
/// there is no thread, and nothing of OpenTelemetry is loaded.
@ApplicationScoped
class Telemetry {
    private static final Logger LOG = Logger.getLogger(Telemetry.class);
    private static final long PAUSE_MILLIS = 500;
    private static final int AT_ONCE = 200;
    private static final long UNKNOWN = -1;

    private final TelemetryConfig config;
    private final Recording recording;
    private final Operations operations;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;
    private long known = UNKNOWN;

    Telemetry(TelemetryConfig config, Recording recording, Operations operations) {
        this.config = config;
        this.recording = recording;
        this.operations = operations;
    }

    void start(@Observes StartupEvent event) {
        config.endpoint()
                .ifPresent(endpoint -> {
                    thread =
                            Thread.ofPlatform()
                                    .daemon()
                                    .name("telemetry")
                                    .start(() -> run(endpoint));
                });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join();
        }
    }

    private void run(String endpoint) {
        try (Collector collector = new Collector(endpoint)) {
            LOG.infof("exchanges are told to %s", endpoint);
            while (!stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                follow(collector);
            }
            follow(collector);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Collector collector) {
        try {
            if (known == UNKNOWN) {
                known = recording.read(ExchangeReader::revision);
            }
            List<Change> changes = changes();
            while (!changes.isEmpty()) {
                changes.forEach(change -> tell(change, collector));
                known = changes.getLast().revision();
                changes = changes();
            }
        } catch (RecordingUnavailableException e) {
            LOG.debugf("nothing to tell: %s", e.getMessage());
        }
    }

    private List<Change> changes() {
        return recording.read(reader -> reader.changesAfter(known, AT_ONCE));
    }

    private void tell(Change change, Collector collector) {
        if (change instanceof Change.Written written && written.exchange().outcome() != null) {
            try {
                operations.of(written.exchange()).ifPresent(collector::tell);
            } catch (RuntimeException e) {
                LOG.warnf(e, "exchange %s is not told", written.exchange().id());
            }
        }
    }
}
