package dev.ccproxy.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a recording process at random moments, again and again on the same database.
class CrashTest {
    private static final int KILLS = Integer.getInteger("ccproxy.kills", 200);
    private static final int LONGEST_LIFE_MILLIS = 60;
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final long FIRST_ID = 1_790_000_000_000_000L;

    @TempDir private Path folder;

    @Test
    void losesNothingThatWasPromisedWhenItIsKilledAtAnyMoment() throws Exception {
        Path file = folder.resolve("e.db");
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            store.open();
        }
        train(file);
        Random random = new Random();
        int promised = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> promises =
                    liveAndDie(file, kill, random.nextInt(LONGEST_LIFE_MILLIS * 1_000));
            promised += promises.size();
            try (SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
                for (String promise : promises) {
                    check(reader, promise);
                }
            }
        }
        assertTrue(promised > KILLS, "promises: " + promised);
        checkAll(file);
    }

    private static void check(SqliteExchangeReader reader, String promise) throws Exception {
        ExchangeId id = ExchangeId.parse(promise.substring(promise.indexOf(' ') + 1));
        Exchange exchange = reader.find(id).orElseThrow();
        assertArrayEquals(
                CrashChild.request(id), reader.requestBody(id).orElseThrow().toByteArray());
        if (promise.startsWith("ended")) {
            assertEquals(new Outcome.Completed(), exchange.outcome());
            assertArrayEquals(
                    CrashChild.answer(id), reader.responseBody(id).orElseThrow().toByteArray());
        }
    }

    private static void checkAll(Path file) throws Exception {
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            store.closeAbandoned();
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        boolean sound =
                RecordFile.verify(file, new PrintStream(said, true, StandardCharsets.UTF_8));
        String report = said.toString(StandardCharsets.UTF_8);
        assertTrue(sound, report);
        assertTrue(report.contains(" 0 in flight"), report);
    }

    /// Lets a process record for so long, kills it, and returns what it said.
    private List<String> liveAndDie(Path file, int number, int micros) throws Exception {
        Path said = folder.resolve("said");
        Files.deleteIfExists(said);
        Process child = start(said, file, number, Integer.MAX_VALUE, "-XX:SharedArchiveFile=");
        try {
            long deadline = System.nanoTime() + LONGEST_START.toNanos();
            while (child.isAlive() && Files.size(said) == 0 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(1_000_000);
            }
            LockSupport.parkNanos(micros * 1_000L);
        } finally {
            child.destroyForcibly().waitFor();
        }
        List<String> promises = new ArrayList<>(Files.readAllLines(said));
        // The last line may have been cut off.
        promises.removeIf(line -> line.length() < "ended 1QFKB6H2M0G01".length());
        return promises;
    }

    /// Lets a process end by itself, which leaves an archive of its classes behind, so that those
    /// that follow start in a fraction of the time.
    private void train(Path file) throws Exception {
        Path said = folder.resolve("trained");
        Process child = start(said, file, KILLS, 10, "-XX:ArchiveClassesAtExit=");
        assertEquals(0, child.waitFor());
    }

    private Process start(Path said, Path file, int number, int turns, String archive)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        archive + folder.resolve("child.jsa"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xlog:disable",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        jars(),
                        CrashChild.class.getName(),
                        file.toString(),
                        Long.toString(FIRST_ID + number * 1_000_000L),
                        Integer.toString(turns))
                .redirectOutput(said.toFile())
                .redirectError(Redirect.INHERIT)
                .start();
    }

    /// The class path with each folder packed into a jar: classes in folders are not archived.
    private String jars() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                jars.add(pack(path, folder.resolve(jars.size() + ".jar")).toString());
            } else if (!entry.isEmpty()) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        if (Files.exists(jar)) {
            return jar;
        }
        try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
        return jar;
    }
}
