package dev.ccproxy.bench.data;

import dev.ccproxy.bench.store.DataService;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import dev.ccproxy.store.sqlite.SqliteExchangeStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Prints how quickly proxy-data answers with very many exchanges on record, while more are
/// recorded, as Markdown.
///
/// Arguments: how many exchanges (1,000,000 if it is not given). The record and its index are kept
/// in the folder for temporary files: the first run writes the record, and each run has the index
/// go on for four minutes until it is complete; then the calls are measured.
public final class DataBench {
    private static final int EXCHANGES = 1_000_000;
    private static final int WRITTEN_AT_ONCE = 200;
    private static final int KNOWN_WAY = 50_000;
    private static final int TIMES = 100;
    private static final int WARM_UP = 10;
    private static final Duration INDEXING = Duration.ofMinutes(4);

    private final int exchanges;
    private final Path folder;
    private final Path file;

    private DataBench(int exchanges) throws IOException {
        this.exchanges = exchanges;
        folder =
                Files.createDirectories(
                        Path.of(System.getProperty("java.io.tmpdir"))
                                .resolve("ccproxy-data-bench-" + exchanges));
        file = folder.resolve("exchanges.db");
    }

    /// Ends with 3 where the index is not complete yet, and another run is needed.
    public static void main(String[] arguments)
            throws IOException, StoreException, InterruptedException, SQLException {
        DataBench bench =
                new DataBench(arguments.length == 0 ? EXCHANGES : Integer.parseInt(arguments[0]));
        bench.writeRecord();
        if (!bench.run()) {
            System.exit(3);
        }
    }

    private void writeRecord() throws IOException, StoreException {
        Path written = folder.resolve("written");
        if (Files.exists(written)) {
            return;
        }
        try (Stream<Path> old = Files.list(folder)) {
            for (Path path : (Iterable<Path>) old::iterator) {
                Files.delete(path);
            }
        }
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            store.open();
            SmallTraffic traffic = new SmallTraffic(store.writer());
            List<RecordEntry> entries = new ArrayList<>();
            for (int i = 0; i < exchanges; i++) {
                entries.addAll(traffic.exchange(i).entries());
                if (i % WRITTEN_AT_ONCE == WRITTEN_AT_ONCE - 1 || i == exchanges - 1) {
                    store.write(entries);
                    entries.clear();
                    boolean more = store.maintain();
                    for (int step = 0; step < 20 && more; step++) {
                        more = store.maintain();
                    }
                }
            }
            Files.writeString(written, Integer.toString(store.writer()));
        }
    }

    private boolean run() throws IOException, StoreException, InterruptedException, SQLException {
        int writer = Integer.parseInt(Files.readString(folder.resolve("written")));
        try (DataService service = DataService.start(folder, file)) {
            if (!index(service)) {
                return false;
            }
            System.out.printf(
                    """
                    ## proxy-data with %,d exchanges in %,d conversations

                    Small bodies (about 6 kB), each with the whole history of its conversation. \
                    %s %,d bytes of index per exchange, %,d of record. %d exchanges a second are \
                    recorded and indexed meanwhile.

                    | call | p50, ms | p95, ms | worst, ms | bytes |
                    |---|--:|--:|--:|--:|
                    """,
                    exchanges,
                    exchanges / SmallTraffic.PER_CONVERSATION,
                    speed(),
                    Files.size(folder.resolve("index.db")) / exchanges,
                    Files.size(file) / exchanges,
                    Recorder.A_SECOND);
            measure(service, writer);
            System.out.printf(
                    "%nResident at most: %,.0f MB. Refused as busy: %d.%n",
                    service.peakResident() / 1e6, service.linesWith("SQLITE_BUSY"));
        }
        System.out.printf(
                """

                The known way, a row of JSON for each, on the first %,d of the same exchanges:

                | question | median, ms |
                |---|--:|
                """,
                Math.min(KNOWN_WAY, exchanges));
        KnownWay.measure(folder.resolve("known.db"), Math.min(KNOWN_WAY, exchanges))
                .forEach(System.out::println);
        return true;
    }

    /// Lets the index go on.
    private boolean index(DataService service)
            throws IOException, StoreException, InterruptedException {
        try (SqliteExchangeReader record = new SqliteExchangeReader(file)) {
            long revision = record.revision();
            long before = service.indexed();
            long started = System.nanoTime();
            while (service.indexed() < revision) {
                if (System.nanoTime() - started > INDEXING.toNanos()) {
                    took(service.indexed() - before, started);
                    System.err.printf(
                            "%,d of %,d changes are indexed (%s): run it again to go on%n",
                            service.indexed(), revision, speed());
                    return false;
                }
                service.pause();
            }
            if (revision - before > exchanges / 100) {
                took(revision - before, started);
            }
            return true;
        }
    }

    private void took(long changes, long started) throws IOException {
        Path times = folder.resolve("times");
        String known = Files.exists(times) ? Files.readString(times) : "0 0";
        double seconds = (System.nanoTime() - started) / 1e9;
        String[] parts = known.split(" ", 2);
        Files.writeString(
                times,
                (Long.parseLong(parts[0]) + changes) + " " + (Double.parseDouble(parts[1]) + seconds));
    }

    private String speed() throws IOException {
        Path times = folder.resolve("times");
        if (!Files.exists(times)) {
            return "";
        }
        String[] parts = Files.readString(times).split(" ", 2);
        double aSecond = Long.parseLong(parts[0]) / Double.parseDouble(parts[1]);
        return "The index was made at %,.0f exchanges/s.".formatted(aSecond);
    }

    private void measure(DataService service, int writer) throws IOException, InterruptedException {
        Calls calls = new Calls(exchanges, writer);
        try (HttpClient client = HttpClient.newHttpClient();
                Recorder recorder = new Recorder(file, exchanges)) {
            recorder.start();
            for (Calls.Call call : Calls.ALL) {
                long[] times = new long[TIMES];
                long bytes = 0;
                for (int i = -WARM_UP; i < TIMES; i++) {
                    URI uri = service.uri(calls.target(call));
                    long started = System.nanoTime();
                    HttpResponse<byte[]> answer =
                            client.send(
                                    HttpRequest.newBuilder(uri).build(),
                                    HttpResponse.BodyHandlers.ofByteArray());
                    times[Math.max(0, i)] = System.nanoTime() - started;
                    bytes += answer.body().length;
                    if (answer.statusCode() != 200) {
                        throw new IOException(uri + " answered " + answer.statusCode());
                    }
                }
                Arrays.sort(times);
                System.out.printf(
                        "| %s | %.1f | **%.1f** | %.1f | %,d |%n",
                        call.name(),
                        times[TIMES / 2] / 1e6,
                        times[TIMES * 95 / 100] / 1e6,
                        times[TIMES - 1] / 1e6,
                        bytes / (TIMES + WARM_UP));
            }
        }
    }
}
