package dev.ccproxy.bench.store;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.fixtures.traffic.TimedChunk;
import dev.ccproxy.fixtures.traffic.Traffic;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import dev.ccproxy.store.sqlite.SqliteExchangeStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// One session of made-up traffic, recorded and read back.
///
/// Speeds are bytes of bodies per second of the thread's CPU time, which depend less on what else
/// the machine does; the time to read one body is by the clock, since more than one thread may do
/// it.
final class Session {
    private static final long SEED = 7;
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    private static final int COLD_READS = 40;

    private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    private final Path folder;
    private final int turns;
    private final List<ExchangeId> ids = new ArrayList<>();
    private long raw;
    private long writeNanos;
    private long packNanos;
    private long naive;
    private long limit;
    private long ours;

    Session(Path folder, int turns) {
        this.folder = folder;
        this.turns = turns;
    }

    /// One line of the table.
    String measure() throws IOException, SQLException, StoreException {
        Path file = folder.resolve("exchanges-" + turns + ".db");
        record(file);
        pack(file);
        ours = Files.size(file);
        double sequential = readAll(file);
        double[] cold = readColdly(file);
        Files.delete(file);
        return "| %d | %,.1f | %,.1f | %,.0f | %,.0f | %.2f | %,.0f | %,.0f | %,.0f | %.2f | %.1f / %.1f | %,.0f |"
                .formatted(
                        turns,
                        raw / 1e6,
                        naive / 1e6,
                        limit / 1e3,
                        ours / 1e3,
                        (double) ours / limit,
                        (double) raw / ours,
                        (double) naive / ours,
                        megabytesPerSecond(writeNanos),
                        (writeNanos + packNanos) / 1e6 / (raw / 1e6),
                        cold[COLD_READS / 2],
                        cold[COLD_READS - 1],
                        sequential);
    }

    private void record(Path file) throws SQLException, StoreException, IOException {
        Path naiveFile = folder.resolve("naive-" + turns + ".db");
        Limit unique = new Limit();
        try (SqliteExchangeStore store = new SqliteExchangeStore(file);
                NaiveStore rows = new NaiveStore(naiveFile)) {
            Iterator<TrafficExchange> session =
                    Traffic.session(SEED, turns, START, Integer.MAX_VALUE).iterator();
            while (session.hasNext()) {
                TrafficExchange exchange = session.next();
                raw += size(exchange);
                unique.add(exchange);
                rows.add(exchange);
                ExchangeId id = TrafficEntries.id(exchange, store.writer());
                ids.add(id);
                List<RecordEntry> entries = TrafficEntries.entries(exchange, id);
                long before = cpu.getCurrentThreadCpuTime();
                store.write(entries);
                writeNanos += cpu.getCurrentThreadCpuTime() - before;
            }
            naive = rows.bytes();
        }
        limit = unique.bytes();
        Files.delete(naiveFile);
    }

    /// A store that is opened anew takes all sessions for idle.
    private void pack(Path file) throws StoreException {
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            long before = cpu.getCurrentThreadCpuTime();
            TrafficEntries.tidy(store);
            packNanos = cpu.getCurrentThreadCpuTime() - before;
        }
    }

    private double readAll(Path file) throws StoreException {
        try (SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
            long before = cpu.getCurrentThreadCpuTime();
            long read = 0;
            for (ExchangeId id : ids) {
                read += reader.requestBody(id).orElseThrow().size();
                read += reader.responseBody(id).orElseThrow().size();
            }
            double speed = megabytesPerSecond(cpu.getCurrentThreadCpuTime() - before);
            if (read != raw) {
                throw new StoreException("read " + read + " bytes of " + raw);
            }
            return speed;
        }
    }

    /// Milliseconds to read one of the last, largest bodies with nothing in memory, sorted.
    private double[] readColdly(Path file) throws StoreException {
        double[] millis = new double[COLD_READS];
        for (int i = 0; i < COLD_READS; i++) {
            try (SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
                long before = System.nanoTime();
                Optional<Bytes> body = reader.requestBody(ids.get(ids.size() - 1 - i % 8));
                millis[i] = (System.nanoTime() - before) / 1e6;
                if (body.isEmpty()) {
                    throw new StoreException("a body is missing");
                }
            }
        }
        Arrays.sort(millis);
        return millis;
    }

    private double megabytesPerSecond(long nanos) {
        return raw / 1e6 / (nanos / 1e9);
    }

    static long size(TrafficExchange exchange) {
        long size = exchange.body().length;
        for (TimedChunk chunk : exchange.chunks()) {
            size += chunk.bytes().length;
        }
        return size;
    }
}
