package dev.ccproxy.bench.data;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import dev.ccproxy.store.sqlite.SqliteExchangeStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Goes on recording, at an even pace, until it is closed.
final class Recorder implements AutoCloseable {
    static final int A_SECOND = 20;

    private final Path file;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("recorder").unstarted(this::run);
    private @Nullable Exception failure;

    Recorder(Path file) {
        this.file = file;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            store.open();
            SmallTraffic traffic = new SmallTraffic(store.writer());
            int next = SmallTraffic.beginning(onRecord());
            while (!stopping.await(1_000 / A_SECOND, TimeUnit.MILLISECONDS)) {
                store.write(traffic.exchange(next++).entries());
            }
        } catch (StoreException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Up to which number there are exchanges, also of an earlier run.
    private int onRecord() throws StoreException {
        try (SqliteExchangeReader record = new SqliteExchangeReader(file)) {
            List<Exchange> newest = record.newest(null, 1);
            return newest.isEmpty() ? 0 : SmallTraffic.number(newest.getFirst().id()) + 1;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stopping.countDown();
        thread.join();
        if (failure != null) {
            throw new IOException("nothing was recorded meanwhile", failure);
        }
    }
}
