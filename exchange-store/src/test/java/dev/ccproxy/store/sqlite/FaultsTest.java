package dev.ccproxy.store.sqlite;

import static dev.ccproxy.store.Entries.arrived;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.Deletion;
import dev.ccproxy.store.Entries;
import dev.ccproxy.store.IncompatibleStoreException;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
    @TempDir private Path folder;

    @Test
    void keepsFolderAndFilesToItself() throws Exception {
        Path file = folder.resolve("new/e.db");
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            write(store);
            assertEquals("rwx------", permissions(folder.resolve("new")));
            assertEquals("rw-------", permissions(file));
            assertEquals("rw-------", permissions(folder.resolve("new/e.db-wal")));
        }
    }

    @Test
    void refusesARecordThatANewerProgramHasChanged() throws Exception {
        Path file = folder.resolve("e.db");
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            store.open();
        }
        try (Sql sql = new Database(file).openForWriting()) {
            sql.execute("PRAGMA user_version = 99");
        }
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            StoreException refusal = assertThrows(IncompatibleStoreException.class, store::open);
            assertEquals(
                    file
                            + " has schema version 99, this program knows versions up to 3: use the"
                            + " newer program",
                    refusal.getMessage());
        }
    }

    @Test
    void migratesOnceWhenManyStartTogether() throws Exception {
        Path file = folder.resolve("e.db");
        List<SqliteExchangeStore> stores = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                SqliteExchangeStore store = new SqliteExchangeStore(file);
                stores.add(store);
                starts.add(
                        threads.submit(() -> {
                            write(store);
                            return store;
                        }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        }
        assertEquals(
                8,
                stores.stream().map(FaultsTest::writer).distinct().count(),
                "each has a number of its own");
        stores.forEach(SqliteExchangeStore::close);
        try (SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
            assertEquals(8, reader.newest(null, 100).size());
        }
    }

    @Test
    void setsACorruptFileAsideAtTheStart() throws Exception {
        Path file = folder.resolve("e.db");
        byte[] rubbish = new byte[50_000];
        new Random(1).nextBytes(rubbish);
        Files.write(file, rubbish);
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            ExchangeId id = write(store);
            try (SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
                assertTrue(reader.find(id).isPresent());
            }
        }
        assertEquals(rubbish.length, Files.size(aside()));
    }

    @Test
    void setsACorruptFileAsideInFlight() throws Exception {
        Path file = folder.resolve("e.db");
        try (SqliteExchangeStore filling = new SqliteExchangeStore(file)) {
            for (int i = 0; i < 200; i++) {
                write(filling);
            }
        }
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            store.open();
            ruin(file);
            assertThrows(StoreException.class, () -> write(store));
            ExchangeId id = write(store);
            try (SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
                assertTrue(reader.find(id).isPresent());
                assertEquals(1, reader.newest(null, 10).size());
            }
        }
        assertTrue(Files.size(aside()) > 4096);
    }

    /// Overwrites all but the first page.
    private static void ruin(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] rubbish = new byte[(int) bytes.length() - 4096];
            new Random(1).nextBytes(rubbish);
            bytes.seek(4096);
            bytes.write(rubbish);
        }
    }

    @Test
    void goesOnRecordingASessionWhoseBytesAreDamaged() throws Exception {
        Path file = folder.resolve("e.db");
        ExchangeId damaged;
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            damaged = write(store);
        }
        try (Sql sql = new Database(file).openForWriting()) {
            assertTrue(sql.update("UPDATE chunk SET data = x'00', open = 1") > 0);
        }
        try (SqliteExchangeStore store = new SqliteExchangeStore(file);
                SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
            ExchangeId later = write(store);
            while (store.maintain()) {
                assertTrue(reader.requestBody(later).isPresent());
            }
            assertThrows(StoreException.class, () -> reader.requestBody(damaged));
            assertTrue(reader.requestBody(later).isPresent());
            assertEquals(
                    List.of(later), reader.newest(null, 10).stream().map(Exchange::id).toList());
            List<Change> changes = reader.changesAfter(0, 10);
            assertEquals(damaged, ((Change.Unreadable) changes.get(0)).id());
            assertEquals(later, ((Change.Written) changes.get(1)).exchange().id());

            Deletion deletion = store.delete(new Selection.Everything());
            while (store.maintain()) {
                assertFalse(deletion.erased().toCompletableFuture().isCompletedExceptionally());
            }
            assertEquals(2, deletion.exchanges());
            assertTrue(deletion.erased().toCompletableFuture().isDone());
        }
    }

    @Test
    void tellsADamagedBody() throws Exception {
        Path file = folder.resolve("e.db");
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            write(store);
        }
        assertEquals(0, RecordFile.run(new String[] {"verify", file.toString()}, System.out));
        try (Sql sql = new Database(file).openForWriting()) {
            sql.update("UPDATE exchange SET request_sha256 = zeroblob(32)");
        }
        assertEquals(1, RecordFile.run(new String[] {"verify", file.toString()}, System.out));
    }

    @Test
    void copiesTheRecordWhileItIsWrittenTo() throws Exception {
        Path file = folder.resolve("e.db");
        Path copy = folder.resolve("copy.db");
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            ExchangeId before = write(store);
            String[] backup = {"backup", file.toString(), copy.toString()};
            assertEquals(0, RecordFile.run(backup, System.out));
            ExchangeId after = write(store);
            try (SqliteExchangeReader reader = new SqliteExchangeReader(copy)) {
                assertTrue(reader.requestBody(before).isPresent());
                assertTrue(reader.find(after).isEmpty());
            }
            assertEquals(1, RecordFile.run(backup, System.out), "does not overwrite");
        }
        assertEquals("rw-------", permissions(copy));
        try (SqliteExchangeStore restored = new SqliteExchangeStore(copy)) {
            write(restored);
        }
    }

    @Test
    void goesOnWhenTheLockIsGone() throws Exception {
        Path file = folder.resolve("e.db");
        try (SqliteExchangeStore store = new SqliteExchangeStore(file);
                Sql other = new Database(file).openForWriting()) {
            write(store);
            other.update("BEGIN IMMEDIATE");
            assertThrows(StoreException.class, () -> write(store));
            other.update("ROLLBACK");
            write(store);
        }
    }

    @Test
    void goesOnWhenTheDiskHasRoomAgain() throws Exception {
        Path disk = mount("size=3m");
        try {
            Path file = disk.resolve("e.db");
            try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
                ExchangeId first = write(store);
                Path filler = disk.resolve("filler");
                fill(filler);
                assertThrows(StoreException.class, () -> writeMuch(store));
                Files.delete(filler);
                ExchangeId later = write(store);
                try (SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
                    assertTrue(reader.requestBody(first).isPresent());
                    assertTrue(reader.requestBody(later).isPresent());
                    assertEquals(2, reader.newest(null, 10).size());
                }
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void goesOnWhenTheFolderCanBeWrittenTo() throws Exception {
        Path disk = mount("size=3m,ro");
        try {
            try (SqliteExchangeStore store = new SqliteExchangeStore(disk.resolve("e.db"))) {
                assertThrows(StoreException.class, () -> write(store));
                assertTrue(run("mount", "-o", "remount,rw", disk.toString()));
                write(store);
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private Path mount(String options) throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()),
                "file systems can be mounted here");
        return disk;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private static void fill(Path filler) throws IOException {
        byte[] kilobyte = new byte[1024];
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            while (true) {
                file.write(kilobyte);
            }
        } catch (IOException full) {
            assertTrue(Files.size(filler) > 0);
        }
    }

    private static ExchangeId write(SqliteExchangeStore store) throws StoreException {
        ExchangeId id = Entries.nextId();
        store.write(List.of(arrived(id, "s", "{}")));
        return id;
    }

    private static void writeMuch(SqliteExchangeStore store) throws StoreException {
        byte[] much = new byte[1_000_000];
        new Random(1).nextBytes(much);
        store.write(List.of(Entries.arrived(Entries.nextId(), "s", new Bytes(List.of(much)))));
    }

    private static int writer(SqliteExchangeStore store) {
        try {
            return store.writer();
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path aside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> aside =
                    files.filter(file -> file.toString().contains(".corrupt-"))
                            .filter(file -> !file.toString().endsWith("-wal"))
                            .filter(file -> !file.toString().endsWith("-shm"))
                            .toList();
            assertFalse(aside.isEmpty());
            return aside.getFirst();
        }
    }
}
