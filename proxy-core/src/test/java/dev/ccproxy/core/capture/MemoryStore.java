package dev.ccproxy.core.capture;

import dev.ccproxy.store.Deletion;
import dev.ccproxy.store.ExchangeStore;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.Retention;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps entries in memory, and fails when it is told to.
final class MemoryStore implements ExchangeStore {
    private final List<RecordEntry> entries = new ArrayList<>();
    private @Nullable Supplier<StoreException> failure;
    private boolean choking;
    private boolean closed;

    synchronized void failWith(Supplier<StoreException> failure) {
        this.failure = failure;
    }

    synchronized void mend() {
        failure = null;
    }

    /// Lets the next write fail in a way that no store should.
    synchronized void choke() {
        choking = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /// Waits until at least that many entries are written.
    List<RecordEntry> await(int count, Duration patience) {
        await(() -> written().size() >= count, patience);
        return written();
    }

    static void await(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not come to that within " + patience);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private synchronized List<RecordEntry> written() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized void open() throws StoreException {
        if (failure != null) {
            throw failure.get();
        }
    }

    @Override
    public int writer() {
        return 1;
    }

    @Override
    public synchronized void write(List<RecordEntry> batch) throws StoreException {
        open();
        if (choking) {
            choking = false;
            throw new IllegalArgumentException("choked");
        }
        entries.addAll(batch);
    }

    @Override
    public int closeAbandoned() {
        return 0;
    }

    @Override
    public boolean maintain() {
        return false;
    }

    @Override
    public Deletion delete(Selection selection) {
        throw new UnsupportedOperationException("nothing is deleted here");
    }

    @Override
    public void retain(Retention retention) {
        throw new UnsupportedOperationException("everything is kept here");
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
