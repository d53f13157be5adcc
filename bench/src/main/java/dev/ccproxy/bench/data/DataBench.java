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
/// Arguments: how many exchanges (1,000,000 if it is not given), and how many of these are recorded
/// and indexed by proxy-data itself (20,000); its index is then multiplied. All of it is kept in
/// the folder for temporary files, for the next run.
public final class DataBench {
    private static final int EXCHANGES = 1_000_000;
    private static final int RECORDED = 20_000;
    private static final int WRITTEN_AT_ONCE = 200;
    private static final int KNOWN_WAY = 50_000;
    private static final int TIMES = 100;
    private static final int WARM_UP = 10;
    private static final Duration INDEXING = Duration.ofMinutes(10);
    private static final Duration SUMMING_UP = Duration.ofMinutes(10);

    private final int total;
    private final int exchanges;
    private final Path folder;
    private final Path file;

    private DataBench(int total, int recorded) throws IOException {
        this.total = total;
        this.exchanges = recorded;
        folder =
                Files.createDirectories(
                        Path.of(System.getProperty("java.io.tmpdir"))
                                .resolve("ccproxy-data-bench-%d-%d".formatted(total, recorded)));
        file = folder.resolve("exchanges.db");
    }

    public static void main(String[] arguments)
            throws IOException, StoreException, InterruptedException, SQLException {
        int total = arguments.length > 0 ? Integer.parseInt(arguments[0]) : EXCHANGES;
        int recorded = arguments.length > 1 ? Integer.parseInt(arguments[1]) : RECORDED;
        DataBench bench = new DataBench(total, Math.min(total, recorded));
        bench.writeRecord();
        bench.makeIndex();
        bench.report();
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

    /// Has proxy-data make the index of what is on record, and multiplies it.
    private void makeIndex()
            throws IOException, StoreException, InterruptedException, SQLException {
        Path made = folder.resolve("made");
        if (Files.exists(made)) {
            return;
        }
        double aSecond;
        try (DataService service = DataService.start(folder, file);
                SqliteExchangeReader record = new SqliteExchangeReader(file)) {
            long revision = record.revision();
            long started = System.nanoTime();
            while (service.indexed() < revision) {
                if (System.nanoTime() - started > INDEXING.toNanos()) {
                    throw new IOException("the index does not get on");
                }
                service.pause();
            }
            aSecond = exchanges / ((System.nanoTime() - started) / 1e9);
        }
        // Answers come a little later.
        Duration span = SmallTraffic.STEP.multipliedBy(exchanges).plusMinutes(5);
        Multiplication.multiply(folder.resolve("index.db"), total / exchanges - 1, span);
        Files.writeString(made, "%,.0f".formatted(aSecond));
    }

    private void report() throws IOException, InterruptedException, SQLException {
        int writer = Integer.parseInt(Files.readString(folder.resolve("written")));
        try (DataService service = DataService.start(folder, file)) {
            while (!service.answers()) {
                service.pause();
            }
            System.out.printf(
                    """
                    ## proxy-data with %,d exchanges in %,d conversations

                    %,d of them are on record, with small bodies (about 6 kB), each with the whole \
                    history of its conversation; proxy-data indexed %s of them a second. The index \
                    was then multiplied: the others are in it as well as these, with messages \
                    of their own, but not on record. %,d bytes of index per exchange, %,d of \
                    record. %d exchanges a second are recorded and indexed meanwhile.

                    | call | p50, ms | p95, ms | worst, ms | bytes |
                    |---|--:|--:|--:|--:|
                    """,
                    total,
                    total / SmallTraffic.PER_CONVERSATION,
                    exchanges,
                    Files.readString(folder.resolve("made")),
                    Files.size(folder.resolve("index.db")) / total,
                    Files.size(file) / exchanges,
                    Recorder.A_SECOND);
            measure(service, writer);
            System.out.printf(
                    "%nResident at most: %,.0f MB. Refused as busy: %d.%n",
                    service.peakResident() / 1e6, service.linesWith("SQLITE_BUSY"));
        }
        int known = Math.min(KNOWN_WAY, total);
        System.out.printf(
                """

                The known way, a row of JSON for each, with %,d such exchanges:

                | question | median, ms |
                |---|--:|
                """,
                known);
        KnownWay.measure(folder.resolve("known.db"), known).forEach(System.out::println);
    }

    private void measure(DataService service, int writer) throws IOException, InterruptedException {
        Calls calls = new Calls(exchanges, writer);
        try (HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                Recorder recorder = new Recorder(file)) {
            recorder.start();
            awaitSums(service);
            for (int i = 0; i < WARM_UP; i++) {
                for (Calls.Call call : Calls.ALL) {
                    ask(client, service.uri(calls.target(call)));
                }
            }
            for (Calls.Call call : Calls.ALL) {
                long[] times = new long[TIMES];
                long bytes = 0;
                for (int i = 0; i < TIMES; i++) {
                    URI uri = service.uri(calls.target(call));
                    long started = System.nanoTime();
                    int size = ask(client, uri);
                    times[i] = System.nanoTime() - started;
                    bytes += size;
                }
                Arrays.sort(times);
                System.out.printf(
                        "| %s | %.1f | **%.1f** | %.1f | %,d |%n",
                        call.name(),
                        times[TIMES / 2] / 1e6,
                        times[TIMES * 95 / 100] / 1e6,
                        times[TIMES - 1] / 1e6,
                        bytes / TIMES);
            }
        }
    }

    /// @return how many bytes were answered
    private static int ask(HttpClient client, URI uri) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                client.send(
                        HttpRequest.newBuilder(uri).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answered " + answer.statusCode());
        }
        return answer.body().length;
    }

    /// What was multiplied is summed up with the next change of the record.
    private static void awaitSums(DataService service) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SUMMING_UP.toNanos();
        while (!service.isSummedUp()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the statistics do not get on");
            }
            service.pause();
        }
    }
}
