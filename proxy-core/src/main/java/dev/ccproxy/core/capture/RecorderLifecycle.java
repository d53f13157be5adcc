package dev.ccproxy.core.capture;

import dev.ccproxy.core.forward.ProxyServer;
import dev.ccproxy.store.ExchangeStore;
import dev.ccproxy.store.Retention;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// Starts the writing thread with the process, and at its end has everything written that was
/// noted.
@Singleton
public class RecorderLifecycle {
    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int AFTER_THE_OTHERS = ObserverMethod.DEFAULT_PRIORITY + 1;

    private final ProxyServer server;
    private final ExchangeStore store;
    private final StorageConfig config;
    private final RecordWriter writer;
    private final Thread thread;

    RecorderLifecycle(
            ProxyServer server,
            Recorder recorder,
            RecorderStatus status,
            ExchangeStore store,
            StorageConfig config) {
        this.server = server;
        this.store = store;
        this.config = config;
        this.writer =
                new RecordWriter(
                        store, recorder.queue(), recorder.ids(), recorder.losses(), status);
        this.thread = new Thread(writer, "record-writer");
    }

    /// After the proxy listens: opening the record takes processor time that the start needs, and
    /// what comes until it is open waits in the queue.
    void start(@Observes @Priority(AFTER_THE_OTHERS) StartupEvent event) {
        StorageConfig.RetentionConfig retention = config.retention();
        store.retain(
                new Retention(
                        retention.maxAge().orElse(null),
                        retention.maxSize().map(MemorySize::asLongValue).orElse(null)));
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        server.drain();
        writer.stop(thread, FLUSH_NANOS);
    }
}
