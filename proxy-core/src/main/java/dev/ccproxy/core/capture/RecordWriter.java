package dev.ccproxy.core.capture;

import dev.ccproxy.store.ExchangeStore;
import dev.ccproxy.store.IncompatibleStoreException;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The one thread that writes the record. It gathers notes for a moment, writes them in one
/// transaction, and, when there are none, lets the store tidy up.
///
/// Where the store fails it keeps what it has and tries again, for as long as it takes; meanwhile
/// the queue fills, and what finds no room is counted.
final class RecordWriter implements Runnable {
    private static final Logger LOG = Logger.getLogger(RecordWriter.class);
    private static final int BATCH_NOTES = 4_096;
    private static final long BATCH_BYTES = 8 << 20;
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long GATHER_BYTES = 1 << 20;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TIDY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ExchangeStore store;
    private final RecordQueue queue;
    private final ExchangeIds ids;
    private final Losses losses;
    private final RecorderStatus status;
    private final Entries entries = new Entries();
    private final List<RecordEntry> batch = new ArrayList<>();
    private long batchCost;
    private boolean ready;
    private long lastTidyNanos = System.nanoTime();
    private volatile long stopAtNanos = Long.MAX_VALUE;

    RecordWriter(
            ExchangeStore store,
            RecordQueue queue,
            ExchangeIds ids,
            Losses losses,
            RecorderStatus status) {
        this.store = store;
        this.queue = queue;
        this.ids = ids;
        this.losses = losses;
        this.status = status;
    }

    /// Has what is noted by now written, for `nanos` at the most, and ends the thread.
    void stop(Thread thread, long nanos) throws InterruptedException {
        stopAtNanos = System.nanoTime() + nanos;
        queue.wake(thread);
        thread.join(TimeUnit.NANOSECONDS.toMillis(nanos) + 1_000);
    }

    @Override
    public void run() {
        while (!isDone()) {
            try {
                step();
            } catch (IncompatibleStoreException e) {
                giveUp(e);
            } catch (StoreException e) {
                failed(e);
            } catch (RuntimeException e) {
                LOG.error("an entry could not be recorded", e);
                letBatchGo();
            }
        }
        store.close();
    }

    private boolean isDone() {
        long stopAt = stopAtNanos;
        if (stopAt == Long.MAX_VALUE) {
            return false;
        }
        return (queue.isEmpty() && batch.isEmpty()) || System.nanoTime() - stopAt > 0;
    }

    private void step() throws StoreException {
        if (!ready) {
            store.open();
            ids.writer(store.writer());
            int abandoned = store.closeAbandoned();
            if (abandoned > 0) {
                LOG.infof("%d exchanges of a process that died are closed as abandoned", abandoned);
            }
            ready = true;
            status.recording();
        }
        if (batch.isEmpty()) {
            fillBatch();
        }
        if (batch.isEmpty()) {
            rest();
            return;
        }
        store.write(batch);
        emptyBatch();
        status.recording();
        if (System.nanoTime() - lastTidyNanos > TIDY_NANOS) {
            tidy();
        }
        if (stopAtNanos == Long.MAX_VALUE) {
            queue.gather(GATHER_NANOS, GATHER_BYTES);
        }
    }

    private void fillBatch() {
        takeNotes();
        RecordEntry gap = losses.take(status.lastProblem());
        if (gap != null) {
            batch.add(gap);
        }
    }

    private void takeNotes() {
        while (batch.size() < BATCH_NOTES && batchCost < BATCH_BYTES) {
            Note note = queue.poll();
            if (note == null) {
                return;
            }
            batchCost += note.bytes() + note.overhead();
            batch.add(entries.of(note));
        }
    }

    private void rest() throws StoreException {
        if (!tidy()) {
            queue.await(IDLE_NANOS);
        }
    }

    /// Also under load, now and then: deletion must not wait for a pause that never comes.
    private boolean tidy() throws StoreException {
        lastTidyNanos = System.nanoTime();
        return store.maintain();
    }

    private void failed(StoreException e) {
        ready = false;
        if (status.failed(e.getMessage())) {
            LOG.errorf("recording fails, forwarding goes on: %s", e.getMessage());
        }
        queue.gather(RETRY_NANOS, Long.MAX_VALUE);
    }

    /// A record that a newer version wrote is never touched. What would have gone there is counted.
    private void giveUp(IncompatibleStoreException e) {
        if (status.failed(e.getMessage())) {
            LOG.errorf("nothing is recorded, forwarding goes on: %s", e.getMessage());
        }
        takeNotes();
        letBatchGo();
        queue.await(IDLE_NANOS);
    }

    private void letBatchGo() {
        for (RecordEntry entry : batch) {
            switch (entry) {
                case RecordEntry.Arrived arrived ->
                        losses.add(1, arrived.body() == null ? 0 : arrived.body().size());
                case RecordEntry.Received received -> losses.add(0, received.bytes().size());
                case RecordEntry.Routed routed ->
                        losses.add(0, routed.body() == null ? 0 : routed.body().size());
                case RecordEntry.ProviderReceived received ->
                        losses.add(0, received.bytes().size());
                case RecordEntry.Gap gap -> losses.add(gap.exchanges(), gap.bytes());
                case RecordEntry.Answered _,
                        RecordEntry.Missed _,
                        RecordEntry.ProviderMissed _,
                        RecordEntry.RouteEnded _,
                        RecordEntry.Ended _ -> {}
            }
        }
        emptyBatch();
    }

    private void emptyBatch() {
        queue.release(batchCost);
        batch.clear();
        batchCost = 0;
    }
}
