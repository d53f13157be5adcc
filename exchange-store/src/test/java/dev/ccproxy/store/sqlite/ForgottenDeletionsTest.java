package dev.ccproxy.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.store.Change;
import dev.ccproxy.store.Entries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgottenDeletionsTest {
    @TempDir private Path folder;
    private Sql sql;
    private RowStore rows;
    private SqliteExchangeReader reader;

    @BeforeEach
    void open() throws Exception {
        sql = new Database(folder.resolve("e.db")).openForWriting();
        rows = new RowStore(sql);
        reader = new SqliteExchangeReader(folder.resolve("e.db"));
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        sql.close();
    }

    private List<Long> deleteSome(int count) throws Exception {
        List<Long> revisions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long revision = rows.revision() + 1;
            rows.delete(Entries.nextId().value(), revision);
            revisions.add(revision);
        }
        return revisions;
    }

    private List<Long> told(long after) throws Exception {
        return reader.changesAfter(after, 100).stream().map(Change::revision).toList();
    }

    @Test
    void nothingIsForgottenThatIsToBeKept() throws Exception {
        List<Long> revisions = deleteSome(4);

        assertFalse(rows.forgetDeletions(4, 10));

        assertEquals(0, reader.forgottenUntil());
        assertEquals(revisions, told(0));
    }

    @Test
    void theOldestAreForgottenAndReadersCanTell() throws Exception {
        List<Long> revisions = deleteSome(10);

        assertTrue(rows.forgetDeletions(3, 100));

        assertEquals(revisions.get(6), reader.forgottenUntil());
        assertEquals(revisions.subList(7, 10), told(0));
        assertEquals(revisions.getLast(), reader.revision());
        assertFalse(rows.forgetDeletions(3, 100));
    }

    @Test
    void onlySomeAreForgottenAtOnce() throws Exception {
        List<Long> revisions = deleteSome(10);

        assertTrue(rows.forgetDeletions(3, 2));
        assertEquals(revisions.get(2), reader.forgottenUntil());
        while (rows.forgetDeletions(3, 2)) {
            assertTrue(reader.forgottenUntil() <= revisions.get(6));
        }

        assertEquals(revisions.get(6), reader.forgottenUntil());
        assertEquals(revisions.subList(7, 10), told(0));
    }

    @Test
    void itGoesOnWithLaterDeletions() throws Exception {
        deleteSome(5);
        assertTrue(rows.forgetDeletions(2, 100));
        List<Long> later = deleteSome(4);

        assertTrue(rows.forgetDeletions(2, 100));

        assertEquals(later.get(1), reader.forgottenUntil());
        assertEquals(later.subList(2, 4), told(0));
        assertEquals(1 + 2, sql.number(0, "SELECT count(*) FROM deletion"));
    }
}
