package dev.ccproxy.store.sqlite;

import java.util.Set;

/// A scope as the writer has it in memory.
///
/// @param elements of its area of requests
/// @param used where the shared elements start that it is known to use
/// @param requests the end of its area of request bodies
record Scope(
        long id,
        long epoch,
        Elements elements,
        Set<Long> used,
        Area requests,
        Area responses,
        Area records) {
    /// Past these sizes a scope is followed by a new one, so that a writer can hold its elements in
    /// memory and a deletion can look through it in a short time.
    private static final long MOST_REQUEST_BYTES = 16 << 20;

    private static final long MOST_RESPONSE_BYTES = 256 << 20;
    private static final long MOST_RECORD_BYTES = 16 << 20;

    boolean full() {
        return requests.end() > MOST_REQUEST_BYTES
                || responses.end() > MOST_RESPONSE_BYTES
                || records.end() > MOST_RECORD_BYTES;
    }
}
