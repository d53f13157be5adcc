package dev.ccproxy.bench.store;

import dev.ccproxy.fixtures.traffic.Traffic;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import dev.ccproxy.store.sqlite.SqliteExchangeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Prints how fast proxy-data makes its index of a record, and how large the index gets, as
/// Markdown. proxy-data runs as `make run-proxy-data` starts it.
///
/// Arguments: numbers of sessions (5 20 if there are none), each of 200 turns.
public final class IndexBench {
    private static final long SEED = 13;
    private static final int TURNS = 200;
    private static final int WRITTEN_AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private IndexBench() {}

    public static void main(String[] arguments)
            throws IOException, StoreException, InterruptedException {
        List<Integer> sessions = Stream.of(arguments).map(Integer::valueOf).toList();
        System.out.println(
                """
                ## The index

                Made of sessions of %d turns by a new process, from its start on: the Java \
                virtual machine's warming up is part of the time.

                | sessions | exchanges | messages in bodies, MB | time | exchanges/s | CPU, ms per exchange \
                | index, bytes per exchange | resident at most, MB |
                |--:|--:|--:|--:|--:|--:|--:|--:|\
                """
                        .formatted(TURNS));
        for (int some : sessions.isEmpty() ? List.of(5, 20) : sessions) {
            Path folder = Files.createTempDirectory("ccproxy-index-bench-");
            try {
                System.out.println(measure(folder, some));
            } finally {
                StoreBench.delete(folder);
            }
        }
    }

    private static String measure(Path folder, int sessions)
            throws IOException, StoreException, InterruptedException {
        Path file = folder.resolve("exchanges.db");
        long bytes = 0;
        long exchanges = 0;
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            Iterator<TrafficExchange> traffic = Traffic.sessions(SEED, sessions, TURNS).iterator();
            while (traffic.hasNext()) {
                TrafficExchange exchange = traffic.next();
                store.write(
                        TrafficEntries.entries(
                                exchange, TrafficEntries.id(exchange, store.writer())));
                bytes += exchange.body().length;
                exchanges++;
                if (exchanges % WRITTEN_AT_ONCE == 0) {
                    TrafficEntries.tidy(store);
                }
            }
        }
        long started = System.nanoTime();
        try (DataService service = DataService.start(folder, file);
                SqliteExchangeReader record = new SqliteExchangeReader(file)) {
            long revision = record.revision();
            while (service.indexed() < revision) {
                if (System.nanoTime() - started > PATIENCE.toNanos()) {
                    throw new IOException("the index does not get on");
                }
                service.pause();
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            return "| %d | %,d | %,.0f | %.1f s | **%,.0f** | %.2f | %,d | %,.0f |"
                    .formatted(
                            sessions,
                            exchanges,
                            bytes / 1e6,
                            seconds,
                            exchanges / seconds,
                            service.cpu().toNanos() / 1e6 / exchanges,
                            Files.size(folder.resolve("index.db")) / exchanges,
                            service.peakResident() / 1e6);
        }
    }
}
