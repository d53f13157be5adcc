package dev.ccproxy.core.running;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.MessageEvents;
import dev.ccproxy.fixtures.upstream.MockUpstream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recording fails, or the whole process does. Traffic flows wherever there is a process, and what
/// is on record can be trusted.
class RecorderFaultIT {
    private static final Request REQUEST = Request.post("/v1/messages").json("{}");

    /// Less than SQLite waits for a lock, and enough for the first request of a process.
    private static final Duration FLAT = Duration.ofMillis(4_500);

    private static final int MIB = 1 << 20;

    /// What a kill may cost.
    private static final Duration LOSS = Duration.ofMillis(250);

    private static final int KILLS = 9;

    /// What no kill costs, however busy the machine is that tests run on.
    private static final Duration WORST = ofSeconds(2);

    @TempDir Path folder;
    private final MockUpstream upstream = MockUpstream.start();

    @AfterEach
    void stop() {
        upstream.close();
    }

    private ProxyProcess.Setup setup() {
        return ProxyProcess.in(folder).upstream(upstream.uri());
    }

    @Test
    void aRecorderThatStandsStillCostsNoTimeAndBoundedMemory() throws Exception {
        byte[] body = new byte[100_000];
        try (ProxyProcess proxy = setup().with("RECORD_QUEUE_SIZE", "2M").start();
                RecordView record = RecordView.of(proxy.database())) {
            proxy.ask(REQUEST);
            record.awaitOne();
            try (Connection other = connect(proxy.database())) {
                execute(other, "BEGIN IMMEDIATE");
                for (int i = 0; i < 100; i++) {
                    assertFlat(proxy, Request.post("/v1/messages").body(body));
                }
                assertTrue(proxy.metric("ccproxy_record_queue_bytes") <= 3 * MIB);
                assertTrue(proxy.metric("ccproxy_record_dropped_bytes_total") >= 5_000_000);
                execute(other, "COMMIT");
            }
            proxy.awaitRecorder("OK");

            assertFalse(Eventually.see("the gap", record::gaps, gaps -> !gaps.isEmpty()).isEmpty());
            List<Exchange> rows = record.awaitEnded(101);
            assertTrue(
                    rows.getLast().requestBody().recorded()
                            || rows.get(50).requestBody().size() == 100_000);
            assertFalse(
                    rows.stream().allMatch(row -> row.requestBody().recorded()),
                    "nothing was let go");
            proxy.ask(REQUEST);
            assertTrue(record.awaitEnded(102).getLast().requestBody().recorded());
        }
    }

    @Test
    void aFullDiskStopsOnlyTheRecord() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                mount(disk, "8m"),
                "NOT TESTED: this machine does not let us mount a small file system");
        try (ProxyProcess proxy = setup().database(disk.resolve("data/exchanges.db")).start();
                RecordView record = RecordView.of(proxy.database())) {
            proxy.ask(REQUEST);
            record.awaitOne();
            Path filler = fill(disk);

            Eventually.see(
                    ofSeconds(30),
                    "recording fails",
                    () -> {
                        assertFlat(proxy, Request.post("/v1/messages").body(random(50_000)));
                        return proxy.health("recorder").getString("state");
                    },
                    "DEGRADED"::equals);
            assertEquals("DEGRADED", proxy.health().getString("status"));
            for (int i = 0; i < 20; i++) {
                assertFlat(proxy, REQUEST);
            }

            Files.delete(filler);
            proxy.awaitRecorder("OK");
            record.beginHere();
            proxy.ask(REQUEST);
            assertEquals(new Outcome.Completed(), record.awaitOutcome());
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void killedAtAnyMomentTheRecordIsWholeUpToThen() throws Exception {
        Random random = new Random(42);
        List<Duration> losses = new ArrayList<>();
        for (int round = 0; round < KILLS; round++) {
            Queue<Answered> answered = new ConcurrentLinkedQueue<>();
            Path database;
            long killed;
            try (ProxyProcess proxy = setup().start()) {
                database = proxy.database();
                proxy.awaitRecorder("OK");
                try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int client = 0; client < 4; client++) {
                        String name = "r" + round + "c" + client;
                        clients.execute(() -> askUntilItDies(proxy, name, answered));
                    }
                    int enough = 50 + random.nextInt(400);
                    Eventually.see("traffic", answered::size, size -> size > enough);
                    killed = System.nanoTime();
                    proxy.kill();
                }
            }
            assertSound(database);
            losses.add(loss(database, answered, killed));
        }
        losses.sort(null);
        assertTrue(losses.get(KILLS / 2).compareTo(LOSS) <= 0, losses.toString());
        assertTrue(losses.getLast().compareTo(WORST) <= 0, losses.toString());
    }

    /// A request whose answer the client had.
    private record Answered(String query, long atNanos) {}

    private static void askUntilItDies(ProxyProcess proxy, String name, Queue<Answered> answered) {
        try (RawClient client = proxy.client()) {
            for (int n = 0;
                    client.send(Request.post("/v1/messages?" + name + "n" + n).body(random(2_000)))
                            .readAnswer()
                            .isWhole();
                    n++) {
                answered.add(new Answered(name + "n" + n, System.nanoTime()));
            }
        } catch (RuntimeException e) {
            proxy.awaitExit(); // nothing else may end a connection
        }
    }

    /// How long before the kill the first of the answers came that are not on record. The bodies of
    /// what is on record are whole.
    private static Duration loss(Path database, Queue<Answered> answered, long killedNanos)
            throws Exception {
        try (RecordView record = RecordView.of(database)) {
            List<Exchange> rows = record.all();
            for (Exchange row : rows) {
                assertEquals(row.requestBody().size(), record.requestBody(row).length);
            }
            Set<String> completed =
                    rows.stream()
                            .filter(row -> new Outcome.Completed().equals(row.outcome()))
                            .map(row -> String.valueOf(row.request().query()))
                            .collect(Collectors.toSet());
            return answered.stream()
                    .filter(answer -> !completed.contains(answer.query()))
                    .map(answer -> Duration.ofNanos(killedNanos - answer.atNanos()))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }
    }

    private static void assertSound(Path database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
            assertEquals("ok", result.getString(1));
        }
    }

    @Test
    void whatAKilledProcessLeftInFlightIsAbandonedByTheNextOne() {
        upstream.next(Answer.stream().events(MessageEvents.saying("Hi").subList(0, 4)).stall());
        Exchange open;
        try (ProxyProcess proxy = setup().start();
                RecordView record = RecordView.of(proxy.database())) {
            RawClient client = proxy.client().send(REQUEST).awaitText("\"Hi\"");
            open =
                    Eventually.see(
                                    "the row",
                                    record::all,
                                    all ->
                                            all.size() == 1
                                                    && all.getFirst().responseBody().size() > 0)
                            .getFirst();
            proxy.kill();
            client.close();
        }
        try (ProxyProcess proxy = setup().start();
                RecordView record = RecordView.of(proxy.database())) {
            assertEquals(new Outcome.Abandoned(), record.awaitOutcome());
            assertEquals(open.responseBody().size(), record.responseBody(record.awaitOne()).length);
        }
    }

    @Test
    void toldToStopItFinishesAndRecordsWhatIsInFlight() {
        upstream.next(
                Answer.stream()
                        .events(MessageEvents.saying("a", "b", "c", "d"), Duration.ofMillis(100)));
        try (ProxyProcess proxy = setup().start();
                RecordView record = RecordView.of(proxy.database());
                RawClient client = proxy.client()) {
            client.send(REQUEST).awaitText("message_start");

            proxy.terminate();

            assertTrue(client.readAnswer().isWhole());
            proxy.awaitExit();
            assertEquals(new Outcome.Completed(), record.awaitOutcome());
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSetAside() throws IOException {
        Path database = folder.resolve("data/exchanges.db");
        Files.createDirectories(database.getParent());
        Files.write(database, random(100_000));
        byte[] before = Files.readAllBytes(database);
        try (ProxyProcess proxy = setup().start();
                RecordView record = RecordView.of(database)) {
            assertFlat(proxy, REQUEST);
            assertEquals(1, record.awaitEnded(1).size());
        }
        try (Stream<Path> files = Files.list(database.getParent())) {
            assertTrue(files.anyMatch(file -> holds(file, before)), "the corrupt file is gone");
        }
    }

    @Test
    void aDatabaseThatSomeoneHoldsAtTheStartIsWaitedFor() throws Exception {
        try (ProxyProcess proxy = setup().start();
                RecordView record = RecordView.of(proxy.database())) {
            proxy.ask(REQUEST);
            record.awaitOne();
            proxy.terminate();
            proxy.awaitExit();
        }
        Path database = folder.resolve("data/exchanges.db");
        try (Connection other = connect(database)) {
            execute(other, "BEGIN EXCLUSIVE");
            try (ProxyProcess proxy = setup().start();
                    RecordView record = RecordView.of(database)) {
                assertFlat(proxy, REQUEST);
                proxy.awaitRecorder("DEGRADED");
                assertFlat(proxy, REQUEST);
                execute(other, "COMMIT");
                proxy.awaitRecorder("OK");
                assertEquals(3, record.awaitEnded(3).size());
            }
        }
    }

    @Test
    void aFolderThatCannotBeMadeStopsOnlyTheRecord() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (ProxyProcess proxy = setup().database(file.resolve("exchanges.db")).start()) {
            assertFlat(proxy, REQUEST);
            proxy.awaitRecorder("DEGRADED");
            assertFlat(proxy, REQUEST);
        }
    }

    private static void assertFlat(ProxyProcess proxy, Request request) {
        long asked = System.nanoTime();
        assertEquals(200, proxy.ask(request).status());
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        assertTrue(took.compareTo(FLAT) < 0, "an answer took " + took);
    }

    private static boolean holds(Path file, byte[] bytes) {
        try {
            return java.util.Arrays.equals(bytes, Files.readAllBytes(file));
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    /// Takes all room that is left on a file system.
    private static Path fill(Path disk) throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 16 * 256; i++) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            return filler;
        }
        throw new AssertionError("the file system is larger than it should be");
    }

    private static boolean mount(Path folder, String size)
            throws IOException, InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()) == 0;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private static Connection connect(Path database) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
