package dev.ccproxy.store.sqlite;

import org.jspecify.annotations.Nullable;

/// A scope as the writer has it in memory.
final class Scope {
    /// Past these sizes a scope is followed by a new one, so that a writer can hold its elements in
    /// memory and a deletion can look through it in a short time.
    private static final long MOST_REQUEST_BYTES = 16 << 20;

    private static final long MOST_RESPONSE_BYTES = 256 << 20;
    private static final long MOST_RECORD_BYTES = 16 << 20;

    /// What it takes up without its elements, with what is remembered of it elsewhere.
    private static final long OWN_BYTES = 2 << 10;

    final long id;
    final long epoch;
    final Area requests;
    final Area responses;
    final Area records;

    /// What its area of requests holds; null until a request comes.
    @Nullable Elements elements;

    final BodyDigests digests = new BodyDigests();

    /// Bytes of memory that it is charged with.
    private long charged;

    Scope(long id, long epoch, Area requests, Area responses, Area records) {
        this.id = id;
        this.epoch = epoch;
        this.requests = requests;
        this.responses = responses;
        this.records = records;
    }

    boolean full() {
        return requests.end() > MOST_REQUEST_BYTES
                || responses.end() > MOST_RESPONSE_BYTES
                || records.end() > MOST_RECORD_BYTES;
    }

    long charged() {
        return charged;
    }

    /// By how many bytes of memory, roughly, it has grown since this was asked.
    long charge() {
        long before = charged;
        charged = footprint();
        return charged - before;
    }

    private long footprint() {
        return OWN_BYTES + digests.footprint() + (elements == null ? 0 : elements.footprint());
    }
}
