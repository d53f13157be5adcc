package dev.ccproxy.bench.data;

import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeStore;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Goes on recording, at an even pace, until it is closed.
final class Recorder implements AutoCloseable {
    static final int A_SECOND = 20;

    private final Path file;
    private final int from;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("recorder").unstarted(this::run);

    /// @param from how many exchanges there are already
    Recorder(Path file, int from) {
        this.file = file;
        this.from = from;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            store.open();
            SmallTraffic traffic = new SmallTraffic(store.writer());
            int next = from - from % (SmallTraffic.PER_CONVERSATION * 100);
            while (!stopping.await(1_000 / A_SECOND, TimeUnit.MILLISECONDS)) {
                store.write(traffic.exchange(next++).entries());
            }
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        thread.join();
    }
}
