package dev.ccproxy.bench.store;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.fixtures.traffic.Traffic;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Deletes the older half of a record of many sessions.
final class Halving {
    private static final int TURNS = 120;

    private final Path file;
    private final long rawBytes;

    /// @param rawBytes of bodies to record before
    Halving(Path folder, long rawBytes) {
        this.file = folder.resolve("halving.db");
        this.rawBytes = rawBytes;
    }

    String measure() throws IOException, StoreException {
        List<Instant> starts = new ArrayList<>();
        long raw = fill(starts);
        Instant middle = starts.get(starts.size() / 2);
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            TrafficEntries.tidy(store);
            long before = Files.size(file);
            store.delete(new Selection.Started(Instant.EPOCH, middle));
            long longest = 0;
            long begun = System.nanoTime();
            boolean more = true;
            while (more) {
                long step = System.nanoTime();
                more = store.maintain();
                longest = Math.max(longest, System.nanoTime() - step);
            }
            return "| %,.0f | %,.1f | %,.1f | %.2f s | %.0f ms |"
                    .formatted(
                            raw / 1e6,
                            before / 1e6,
                            Files.size(file) / 1e6,
                            (System.nanoTime() - begun) / 1e9,
                            longest / 1e6);
        }
    }

    private long fill(List<Instant> starts) throws StoreException {
        long raw = 0;
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            Iterator<TrafficExchange> traffic =
                    Traffic.sessions(11, Integer.MAX_VALUE, TURNS).iterator();
            while (raw < rawBytes) {
                TrafficExchange exchange = traffic.next();
                ExchangeId id = TrafficEntries.id(exchange, store.writer());
                store.write(TrafficEntries.entries(exchange, id));
                starts.add(exchange.sent());
                raw += Session.size(exchange);
            }
        }
        return raw;
    }
}
