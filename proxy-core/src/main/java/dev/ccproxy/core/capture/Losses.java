package dev.ccproxy.core.capture;

import dev.ccproxy.store.RecordEntry;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Counts what could not be recorded, until the gap itself can be.
final class Losses {
    private final Clock clock;
    private @Nullable Instant since;
    private long exchanges;
    private long bytes;
    private long exchangesInAll;
    private long bytesInAll;

    Losses(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(long lostExchanges, long lostBytes) {
        if (since == null) {
            since = clock.instant();
        }
        exchanges += lostExchanges;
        bytes += lostBytes;
        exchangesInAll += lostExchanges;
        bytesInAll += lostBytes;
    }

    /// What was lost since this was asked last, as an entry for the record; null for nothing.
    synchronized RecordEntry.@Nullable Gap take(String reason) {
        if (since == null) {
            return null;
        }
        RecordEntry.Gap gap = new RecordEntry.Gap(since, clock.instant(), exchanges, bytes, reason);
        since = null;
        exchanges = 0;
        bytes = 0;
        return gap;
    }

    /// Exchanges lost since the start.
    synchronized long exchanges() {
        return exchangesInAll;
    }

    /// Bytes of bodies lost since the start.
    synchronized long bytes() {
        return bytesInAll;
    }
}
