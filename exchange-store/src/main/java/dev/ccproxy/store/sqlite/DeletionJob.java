package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.Deletion;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/// A deletion that waits for its turn or has it.
final class DeletionJob implements Deletion {
    private final Selection selection;
    private final AtomicLong exchanges = new AtomicLong();
    private final CompletableFuture<Deletion> erased = new CompletableFuture<>();
    private boolean rowsDeleted;
    private long newest = -1;

    DeletionJob(Selection selection) {
        this.selection = selection;
    }

    Selection selection() {
        return selection;
    }

    @Override
    public long exchanges() {
        return exchanges.get();
    }

    @Override
    public CompletionStage<Deletion> erased() {
        return erased.minimalCompletionStage();
    }

    void count(int more) {
        exchanges.addAndGet(more);
    }

    /// The newest exchange that there was when the job had its first turn, or -1 before.
    long newest() {
        return newest;
    }

    void begin(long newestExchange) {
        newest = newestExchange;
    }

    boolean rowsDeleted() {
        return rowsDeleted;
    }

    void allRowsDeleted() {
        rowsDeleted = true;
    }

    void complete() {
        erased.complete(this);
    }

    void giveUp() {
        erased.completeExceptionally(
                new StoreException("the store was closed before the deletion was complete"));
    }
}
