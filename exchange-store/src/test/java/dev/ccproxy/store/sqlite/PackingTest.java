package dev.ccproxy.store.sqlite;

import static dev.ccproxy.store.Entries.arrived;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.Entries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When small chunks become large ones.
class PackingTest {
    private static final int ABOVE_A_QUARTER = 300_000;

    private Path file;

    @BeforeEach
    void nameFile(@TempDir Path folder) {
        file = folder.resolve("e.db");
    }

    @Test
    void leavesAloneWhatIsBeingAppendedTo() throws Exception {
        try (SqliteExchangeStore store = openStore()) {
            write(store, "s", "some words");

            assertFalse(store.maintain());
            assertTrue(open("s") > 0);
        }
    }

    @Test
    void packsAtTheEnd() throws Exception {
        try (SqliteExchangeStore store = openStore()) {
            write(store, "s", "some words");
            write(store, "s", "other words");
        }

        assertEquals(0, open("s"));
    }

    @Test
    void packsWhatFillsAChunk() throws Exception {
        List<ExchangeId> ids = new ArrayList<>();
        try (SqliteExchangeStore store = openStore();
                SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
            for (int i = 0; i < 4; i++) {
                assertFalse(store.maintain());
                ids.add(write(store, "s", Entries.bytes(noise(i))));
            }

            assertTrue(store.maintain());
            assertFalse(store.maintain());
            assertTrue(open("s") < 2 * ABOVE_A_QUARTER, open("s") + " bytes are open");
            for (int i = 0; i < 4; i++) {
                assertArrayEquals(
                        noise(i), reader.requestBody(ids.get(i)).orElseThrow().toByteArray());
            }
        }
    }

    @Test
    void packsWhatAnotherProcessLeft() throws Exception {
        try (SqliteExchangeStore store = openStore()) {
            write(store, "left", "some words");
        }
        try (SqliteExchangeStore store = openStore()) {
            write(store, "s", "some words");
            assertFalse(store.maintain());
            try (Sql sql = new Database(file).openForWriting()) {
                sql.update("UPDATE chunk SET open = 1");
            }
            write(store, "s", "other words");

            assertTrue(open("left") > 0);
            while (store.maintain()) {
                assertTrue(open("s") > 0);
            }
            assertEquals(0, open("left"));
            assertTrue(open("s") > 0);
        }
    }

    /// One that has nothing to do: making the schema leaves free pages behind.
    private SqliteExchangeStore openStore() throws Exception {
        SqliteExchangeStore store = new SqliteExchangeStore(file);
        store.open();
        while (store.maintain()) {
            assertEquals(0, open("s"));
        }
        return store;
    }

    private static ExchangeId write(SqliteExchangeStore store, String session, String body)
            throws Exception {
        return write(store, session, Entries.bytes(body));
    }

    private static ExchangeId write(SqliteExchangeStore store, String session, Bytes body)
            throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(List.of(arrived(id, session, body)));
        return id;
    }

    private static byte[] noise(int seed) {
        byte[] noise = new byte[ABOVE_A_QUARTER];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    /// Bytes of a session that are not packed.
    private long open(String session) throws Exception {
        try (Sql sql = new Database(file).openForReading()) {
            return sql.number(
                    0,
                    "SELECT sum(chunk.length) FROM chunk JOIN scope ON scope.id = chunk.id >> 34"
                            + " WHERE chunk.open = 1 AND scope.key = ?",
                    session);
        }
    }
}
