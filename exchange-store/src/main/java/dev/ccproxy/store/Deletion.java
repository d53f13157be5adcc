package dev.ccproxy.store;

import java.util.concurrent.CompletionStage;

/// A deletion under way. Any thread may ask.
public interface Deletion {
    /// How many exchanges are deleted so far: readers no longer find them.
    long exchanges();

    /// Completes once nothing of them is left in the store's files, and fails with a
    /// [StoreException] if the store gave up or was closed before; what was deleted by then stays
    /// deleted.
    CompletionStage<Deletion> erased();
}
