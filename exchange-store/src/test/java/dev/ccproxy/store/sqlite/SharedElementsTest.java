package dev.ccproxy.store.sqlite;

import static dev.ccproxy.store.Entries.arrived;
import static dev.ccproxy.store.Entries.ended;
import static dev.ccproxy.store.Entries.nextId;
import static dev.ccproxy.store.Entries.sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.RecordEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedElementsTest {
    private static final int LONG = 40_000;

    @TempDir Path folder;
    private final Random random = new Random(5);

    @Test
    void forgetsTheOldestOnceThereAreManyAndGoesOnSharing() throws Exception {
        Path file = folder.resolve("e.db");
        Map<ExchangeId, String> bodies = new TreeMap<>();
        String early = text();
        String late = text();
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            write(store, "first", early, bodies);
            for (int i = 0; i < 300; i++) {
                write(store, "session " + i, text(), bodies);
            }
            write(store, "late", late, bodies);
            write(store, "later", late, bodies);
            write(store, "last", early, bodies);
        }

        try (SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
            for (Map.Entry<ExchangeId, String> body : bodies.entrySet()) {
                assertEquals(
                        sha256(body.getValue().getBytes(StandardCharsets.UTF_8)),
                        sha256(reader.requestBody(body.getKey())));
            }
        }
        assertEquals(304 - 1, countShared(file), "one was shared, one was stored once more");
    }

    private static long countShared(Path file) throws Exception {
        try (Sql sql = new Database(file).openForReading()) {
            assertTrue(sql.number(0, "SELECT count(*) FROM shared WHERE uses = 2") == 1);
            return sql.number(0, "SELECT count(*) FROM shared WHERE length > ?", LONG);
        }
    }

    private static void write(
            SqliteExchangeStore store,
            String session,
            String system,
            Map<ExchangeId, String> bodies)
            throws Exception {
        String body =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"system\":[{\"type\":\"text\",\"text\":\""
                        + system
                        + "\"}]}";
        ExchangeId id = nextId();
        List<RecordEntry> entries = new ArrayList<>();
        entries.add(arrived(id, session, body));
        entries.add(ended(id));
        store.write(entries);
        bodies.put(id, body);
    }

    private String text() {
        byte[] bytes = new byte[LONG * 3 / 4];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
