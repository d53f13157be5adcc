package dev.ccproxy.data.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.TestRecord;
import dev.ccproxy.data.recording.TestRecording;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Path file;
    private volatile @Nullable CountDownLatch gate;

    /// Notes the exchanges in the table of sessions, one row each.
    private final Chapter chapter =
            (sql, record, changes) -> {
                CountDownLatch closed = gate;
                if (closed != null) {
                    awaitUninterruptibly(closed);
                }
                for (Change change : changes) {
                    if (change instanceof Change.Written written) {
                        sql.update(
                                "INSERT INTO session (key) VALUES (?) ON CONFLICT DO NOTHING",
                                written.exchange().id().toString());
                    } else if (change instanceof Change.Deleted deleted) {
                        sql.update("DELETE FROM session WHERE key = ?", deleted.id().toString());
                    }
                }
            };

    IndexerTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("index.db");
    }

    /// A running indexer.
    private final class Running implements AutoCloseable {
        final Index index = new Index(new Config(), TestRecording.config(record()));
        private final TestRecording recording = new TestRecording(record());
        private final Indexer indexer =
                new Indexer(
                        index, recording.recording(), new Config(), List.of(chapter), List.of());

        Running() {
            indexer.start();
        }

        long exchanges() {
            try {
                return index.read(
                                sql -> sql.list("SELECT count(*) FROM session", RowReader::number))
                        .getFirst();
            } catch (IndexUnavailableException e) {
                return -1;
            }
        }

        @Override
        public void close() {
            indexer.stop();
            index.close();
            recording.close();
        }
    }

    private record Config() implements IndexConfig {
        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }

        @Override
        public Duration checkInterval() {
            return Duration.ofMillis(5);
        }

        @Override
        public int batch() {
            return 2;
        }
    }

    @Test
    void followsTheRecord() {
        try (TestRecord record = new TestRecord(record());
                Running running = new Running()) {
            add(record, 5);
            await(() -> running.exchanges() == 5);
            add(record, 1);
            await(() -> running.exchanges() == 6);
            await(() -> running.index.progress().isComplete());

            record.delete(new Selection.Everything());
            await(() -> running.exchanges() == 0);
        }
    }

    @Test
    void goesOnWhereItStood() {
        try (TestRecord record = new TestRecord(record())) {
            add(record, 3);
            try (Running running = new Running()) {
                await(() -> running.exchanges() == 3);
            }
            sql("DELETE FROM session");
            add(record, 2);
            try (Running running = new Running()) {
                await(() -> running.index.progress().isComplete());
                assertEquals(2, running.exchanges());
            }
        }
    }

    @Test
    void saysWhenWhatIsNewCannotBeRead() throws SQLException {
        try (TestRecord record = new TestRecord(record());
                Running running = new Running()) {
            add(record, 1);
            await(() -> running.exchanges() == 1);
            add(record, 1);
            change(
                    "ALTER TABLE chunk RENAME TO elsewhere",
                    "UPDATE exchange SET revision = revision + 100");

            await(() -> running.index.progress().problem() != null);
        }
    }

    @Test
    void passesOverADamagedExchange() throws SQLException {
        try (TestRecord record = new TestRecord(record())) {
            add(record, 1);
        }
        change("UPDATE chunk SET data = zeroblob(9)");
        try (TestRecord record = new TestRecord(record());
                Running running = new Running()) {
            add(record, 2);
            await(() -> running.exchanges() == 2);
            assertNull(running.index.progress().problem());
        }
    }

    /// Changes the record behind the store's back.
    private void change(String... statements) throws SQLException {
        try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + record());
                Statement statement = sql.createStatement()) {
            for (String one : statements) {
                statement.executeUpdate(one);
            }
        }
    }

    @Test
    void answersFromTheOldIndexUntilTheNewOneIsMade() {
        try (TestRecord record = new TestRecord(record())) {
            add(record, 5);
            try (Running running = new Running()) {
                await(() -> running.exchanges() == 5);
            }
            sql("PRAGMA user_version = " + (version() - 1), "DELETE FROM session WHERE id > 1");

            CountDownLatch closed = new CountDownLatch(1);
            gate = closed;
            try (Running running = new Running()) {
                await(() -> running.index.progress().building() != null);
                assertEquals(1, running.exchanges());
                assertNotNull(running.index.progress().revision());
                closed.countDown();
                await(() -> running.exchanges() == 5);
                await(() -> running.index.progress().isComplete());
                assertTrue(Files.notExists(folder.resolve("index.db.new")));
            }
        }
    }

    @Test
    void makesADamagedIndexAnew() throws IOException {
        try (TestRecord record = new TestRecord(record())) {
            add(record, 4);
            Files.writeString(file, "this is no database, it only has the name of one".repeat(50));
            try (Running running = new Running()) {
                await(() -> running.exchanges() == 4);
            }
        }
    }

    @Test
    void makesTheIndexAnewWhenTheRecordIsAnotherOne() throws IOException {
        try (TestRecord record = new TestRecord(record())) {
            add(record, 4);
            try (Running running = new Running()) {
                await(() -> running.exchanges() == 4);
            }
        }
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("exchanges.db" + suffix));
        }
        try (TestRecord record = new TestRecord(record());
                Running running = new Running()) {
            add(record, 1);
            await(() -> running.exchanges() == 1);
        }
    }

    @Test
    void makesTheIndexAnewWhereDeletionsWereForgotten() throws SQLException {
        try (TestRecord record = new TestRecord(record())) {
            add(record, 3);
            try (Running running = new Running()) {
                await(() -> running.exchanges() == 3);
            }
            record.delete(new Selection.Everything());
            add(record, 2);
        }
        try (Connection record = DriverManager.getConnection("jdbc:sqlite:" + record());
                Statement sql = record.createStatement()) {
            sql.execute(
                    "DELETE FROM deletion WHERE revision < (SELECT max(revision) FROM deletion)");
            sql.execute("UPDATE deletion SET exchange = 0");
        }

        try (Running running = new Running()) {
            await(() -> running.exchanges() == 2 && running.index.progress().isComplete());
        }
    }

    @Test
    void keepsTheIndexToItsOwner() throws IOException {
        try (TestRecord record = new TestRecord(record());
                Running running = new Running()) {
            add(record, 1);
            await(() -> running.exchanges() == 1);
            for (String suffix : List.of("", "-wal", "-shm")) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        folder.resolve("index.db" + suffix))));
            }
        }
    }

    private Path record() {
        return folder.resolve("exchanges.db");
    }

    private static void add(TestRecord record, int count) {
        for (int i = 0; i < count; i++) {
            record.add(TestRecord.arrival(), 200, "{}");
        }
    }

    private long version() {
        try (StatementStore sql = new FileStore(file).openForReading()) {
            Long version = sql.number("PRAGMA user_version");
            return version == null ? 0 : version;
        }
    }

    private void sql(String... statements) {
        try (StatementStore sql = new FileStore(file).openForWriting()) {
            sql.execute(statements);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not come in time");
            LockSupport.parkNanos(5_000_000);
        }
    }
}
