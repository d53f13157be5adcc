package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.StoreException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A database that is open for writing, and what the writer remembers of it. It is thrown away as a
/// whole when something fails, so that memory and file cannot disagree.
final class Writing implements AutoCloseable {
    private final Sql sql;
    private final int writer;
    private final RowStore rows;
    private final PartStore parts;
    private final PartStore providerParts;
    private final OpenAreas openAreas;
    private final Scopes scopes;
    private final RequestEncoder encoder;
    private final Packer packer;
    private final Map<Long, Row> inFlight = new HashMap<>();
    private long version = -1;
    private long revision;

    Writing(Sql sql, int writer) {
        this.sql = sql;
        this.writer = writer;
        this.rows = new RowStore(sql);
        this.parts = PartStore.ofResponses(sql);
        this.providerParts = PartStore.ofProviders(sql);
        this.openAreas = new OpenAreas(sql);
        this.scopes = new Scopes(sql, openAreas);
        this.packer = new Packer(sql);
        this.encoder = new RequestEncoder(scopes);
    }

    /// Something done in a transaction.
    @FunctionalInterface
    interface Change<T> {
        T make() throws SQLException, StoreException;
    }

    /// Makes a change, all or nothing.
    <T> T write(Change<T> change) throws SQLException, StoreException {
        sql.update("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            refresh();
            T result = change.make();
            sql.update("COMMIT");
            done = true;
            scopes.trim();
            return result;
        } finally {
            if (!done) {
                forget();
                sql.rollBack();
            }
        }
    }

    /// Drops what was remembered if another process has written since.
    private void refresh() throws SQLException {
        long now = sql.number(0, "PRAGMA data_version");
        if (now != version) {
            inFlight.clear();
            scopes.doubt();
            openAreas.doubt();
            revision = rows.revision();
            version = now;
        }
    }

    private void forget() {
        inFlight.clear();
        scopes.forget();
        openAreas.doubt();
        version = -1;
    }

    Sql sql() {
        return sql;
    }

    int writer() {
        return writer;
    }

    RowStore rows() {
        return rows;
    }

    PartStore parts() {
        return parts;
    }

    PartStore providerParts() {
        return providerParts;
    }

    Scopes scopes() {
        return scopes;
    }

    RequestEncoder encoder() {
        return encoder;
    }

    OpenAreas openAreas() {
        return openAreas;
    }

    /// Packs one chunk's worth of an area.
    void pack(long area) throws SQLException {
        packer.pack(area);
        openAreas.packed(area);
    }

    long nextRevision() {
        return ++revision;
    }

    /// The row of an exchange that has not ended, or null.
    @Nullable Row inFlight(long id) throws SQLException {
        Row row = inFlight.get(id);
        if (row == null) {
            row = rows.find(id);
            if (row == null || row.writer == null) {
                return null;
            }
            countParts(row);
            inFlight.put(id, row);
        }
        return row;
    }

    /// Finds out how many parts of its answers a row that was read has.
    void countParts(Row row) throws SQLException {
        row.parts = parts.count(row.id);
        row.providerParts = row.route == null ? 0 : providerParts.count(row.id);
    }

    /// Keeps a row at hand for as long as its exchange is in flight.
    void remember(Row row) {
        if (row.outcome == null) {
            inFlight.put(row.id, row);
        } else {
            inFlight.remove(row.id);
        }
    }

    /// Deletes an exchange's row, tells readers, and has its bytes erased later. Its scope takes no
    /// new requests any more, which might refer to those bytes.
    void delete(Row row) throws SQLException {
        parts.delete(row.id);
        providerParts.delete(row.id);
        rows.delete(row.id, nextRevision());
        inFlight.remove(row.id);
        scopes.rows().erase(row.scope);
        scopes.forget(row.scope);
    }

    @Override
    public void close() throws SQLException {
        scopes.close();
        packer.close();
        sql.close();
    }
}
