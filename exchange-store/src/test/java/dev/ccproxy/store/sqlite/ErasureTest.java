package dev.ccproxy.store.sqlite;

import static dev.ccproxy.store.Entries.answered;
import static dev.ccproxy.store.Entries.arrived;
import static dev.ccproxy.store.Entries.ended;
import static dev.ccproxy.store.Entries.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.Deletion;
import dev.ccproxy.store.Entries;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Looks for deleted bytes in the files themselves. Random bytes do not compress, so what the store
/// keeps of them can be found as it is.
class ErasureTest {
    private static final int SECRET_SIZE = 3_000;

    @TempDir private Path folder;
    private SqliteExchangeStore store;

    @BeforeEach
    void open() {
        store = new SqliteExchangeStore(folder.resolve("e.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void leavesNothingOfABodyInAnyFile() throws Exception {
        byte[] request = secret(1);
        byte[] response = secret(2);
        byte[] kept = secret(3);
        ExchangeId id = record("s", request, response);
        ExchangeId other = record("s", kept, kept);
        assertTrue(found(request) && found(response) && found(kept));

        erase(new Selection.One(id));

        assertFalse(found(request));
        assertFalse(found(response));
        assertTrue(found(kept));
        try (SqliteExchangeReader reader = new SqliteExchangeReader(folder.resolve("e.db"))) {
            assertEquals(Entries.sha256(kept), Entries.sha256(reader.requestBody(other)));
        }
    }

    @Test
    void leavesNothingOfPartsOfAnAnswer() throws Exception {
        byte[] part = secret(4);
        ExchangeId id = Entries.nextId();
        store.write(List.of(arrived(id, "s", "{}"), answered(id, 200)));
        store.write(List.of(received(id, 1, new Bytes(List.of(part)))));
        store.write(List.of(ended(id)));
        assertTrue(found(part));

        erase(new Selection.Session("s"));

        assertFalse(found(part));
    }

    @Test
    void leavesNothingOfWhatAProviderWasSentAndAnswered() throws Exception {
        byte[] sent = secret(31);
        byte[] answered = secret(32);
        byte[] coming = secret(33);
        ExchangeId id = record("s", secret(34), secret(35));
        ExchangeId routed = Entries.nextId();
        store.write(
                List.of(
                        arrived(routed, "s", "{}"),
                        Entries.routed(routed, new Bytes(List.of(sent)), sent.length)));
        store.write(List.of(Entries.providerReceived(routed, 1, new Bytes(List.of(answered)))));
        assertTrue(found(answered));
        store.write(List.of(Entries.routeEnded(routed), ended(routed)));
        ExchangeId open = Entries.nextId();
        store.write(
                List.of(
                        arrived(open, "s", "{}"),
                        Entries.routed(open, new Bytes(List.of(sent)), sent.length),
                        Entries.providerReceived(open, 1, new Bytes(List.of(coming)))));
        assertTrue(found(sent) && found(answered) && found(coming));

        erase(new Selection.One(routed));
        assertTrue(found(sent));
        assertFalse(found(answered));

        erase(new Selection.One(open));
        assertFalse(found(sent));
        assertFalse(found(coming));
        try (SqliteExchangeReader reader = new SqliteExchangeReader(folder.resolve("e.db"))) {
            assertTrue(reader.requestBody(id).isPresent());
        }
    }

    @Test
    void keepsASharedElementAsLongAsAnySessionUsesIt() throws Exception {
        byte[] prompt = secret(5);
        byte[] body = withSystem(prompt);
        ExchangeId first = record("first", body, secret(6));
        ExchangeId second = record("second", body, secret(7));

        erase(new Selection.One(first));
        assertTrue(found(prompt));
        try (SqliteExchangeReader reader = new SqliteExchangeReader(folder.resolve("e.db"))) {
            assertEquals(Entries.sha256(body), Entries.sha256(reader.requestBody(second)));
        }

        erase(new Selection.Session("second"));
        assertFalse(found(prompt));
        ExchangeId third = record("third", body, secret(8));
        try (SqliteExchangeReader reader = new SqliteExchangeReader(folder.resolve("e.db"))) {
            assertEquals(Entries.sha256(body), Entries.sha256(reader.requestBody(third)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void keepsWhatIsRecordedAgainWhileItIsErased(int steps) throws Exception {
        byte[] body = withSystem(secret(15));
        ExchangeId first = record("s", body, secret(16));
        record("s", secret(17), secret(18));
        store.maintain();
        Deletion deletion = store.delete(new Selection.One(first));
        for (int i = 0; i < steps; i++) {
            store.maintain();
        }
        ExchangeId again = record("s", body, secret(19));
        while (store.maintain()) {
            assertEquals(1, deletion.exchanges());
        }
        try (SqliteExchangeReader reader = new SqliteExchangeReader(folder.resolve("e.db"))) {
            assertEquals(Entries.sha256(body), Entries.sha256(reader.requestBody(again)));
        }
    }

    @Test
    void givesTheSpaceBack() throws Exception {
        for (int i = 0; i < 60; i++) {
            record("s" + i, secret(100 + i, 100_000), secret(200 + i));
        }
        store.maintain();
        erase(new Selection.Everything());
        assertTrue(Files.size(folder.resolve("e.db")) < 300_000);
        assertEquals(0, Files.size(folder.resolve("e.db-wal")));
    }

    @Test
    void finishesWhatACrashInterrupted() throws Exception {
        byte[] request = secret(9);
        ExchangeId id = record("s", request, secret(10));
        record("s", secret(11), secret(12));
        store.delete(new Selection.One(id));
        assertTrue(store.maintain());
        Path copy = folder.resolve("crashed");
        Files.createDirectory(copy);
        for (String suffix : List.of("", "-wal")) {
            Files.copy(folder.resolve("e.db" + suffix), copy.resolve("e.db" + suffix));
        }
        store.close();

        store = new SqliteExchangeStore(copy.resolve("e.db"));
        while (store.maintain()) {
            assertTrue(Files.exists(copy));
        }
        assertFalse(found(copy, request));
    }

    @Test
    void waitsForAReaderThatLooksAtTheOldState() throws Exception {
        byte[] request = secret(13);
        ExchangeId id = record("s", request, secret(14));
        try (Sql reader = new Database(folder.resolve("e.db")).openForReading()) {
            reader.update("BEGIN");
            assertEquals(1, reader.number(0, "SELECT count(*) FROM exchange"));
            Deletion deletion = store.delete(new Selection.One(id));
            while (store.maintain()) {
                assertFalse(deletion.erased().toCompletableFuture().isDone());
            }
            assertFalse(deletion.erased().toCompletableFuture().isDone());
            reader.update("COMMIT");
            assertFalse(store.maintain());
            assertTrue(deletion.erased().toCompletableFuture().isDone());
        }
        assertFalse(found(request));
    }

    private ExchangeId record(String session, byte[] request, byte[] response)
            throws StoreException {
        ExchangeId id = Entries.nextId();
        store.write(
                List.of(
                        arrived(id, session, new Bytes(List.of(request))),
                        answered(id, 200),
                        received(id, 1, new Bytes(List.of(response))),
                        ended(id)));
        return id;
    }

    private void erase(Selection selection) throws StoreException {
        Deletion deletion = store.delete(selection);
        while (store.maintain()) {
            assertFalse(deletion.erased().toCompletableFuture().isCompletedExceptionally());
        }
        assertTrue(deletion.erased().toCompletableFuture().isDone());
    }

    private boolean found(byte[] secret) throws IOException {
        return found(folder, secret);
    }

    /// Whether any piece of the secret stands in any file.
    private static boolean found(Path folder, byte[] secret) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from + 24 <= secret.length; from += 24) {
            pieces.add(latin(Arrays.copyOfRange(secret, from, from + 24)));
        }
        for (Path file : files) {
            String content = latin(Files.readAllBytes(file));
            if (pieces.stream().anyMatch(content::contains)) {
                return true;
            }
        }
        return false;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] secret(int seed) {
        return secret(seed, SECRET_SIZE);
    }

    private static byte[] secret(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// A body with a system block of these bytes, which is no JSON inside the quotes but is cut
    /// like it.
    private static byte[] withSystem(byte[] prompt) {
        for (int i = 0; i < prompt.length; i++) {
            if (prompt[i] == '"' || prompt[i] == '\\') {
                prompt[i] = 'x';
            }
        }
        String json = "{\"system\":[{\"text\":\"" + latin(prompt) + "\"}],\"messages\":[]}";
        return json.getBytes(StandardCharsets.ISO_8859_1);
    }
}
