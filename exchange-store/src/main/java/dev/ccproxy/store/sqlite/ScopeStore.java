package dev.ccproxy.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The tables of scopes and of what they share.
final class ScopeStore {
    private final Sql sql;

    ScopeStore(Sql sql) {
        this.sql = sql;
    }

    /// The scope that takes new requests under this key, or -1.
    long open(String key) throws SQLException {
        return sql.number(-1, "SELECT id FROM scope WHERE key = ? AND closed = 0", key);
    }

    long create(String key) throws SQLException {
        return sql.number(-1, "INSERT INTO scope (key) VALUES (?) RETURNING id", key);
    }

    void close(long scope) throws SQLException {
        sql.update("UPDATE scope SET closed = 1 WHERE id = ?", scope);
    }

    long epoch(long scope) throws SQLException {
        return sql.number(-1, "SELECT epoch FROM scope WHERE id = ?", scope);
    }

    /// All elements of the shared area: where each starts and its length.
    List<long[]> shared() throws SQLException {
        List<long[]> elements = new ArrayList<>();
        try (ResultSet rows = sql.query("SELECT start, length FROM shared ORDER BY start")) {
            while (rows.next()) {
                elements.add(new long[] {rows.getLong(1), rows.getLong(2)});
            }
        }
        return elements;
    }

    void addShared(long start, int length) throws SQLException {
        sql.update("INSERT INTO shared (start, length, uses) VALUES (?, ?, 0)", start, length);
    }

    void use(long scope, long start) throws SQLException {
        if (sql.update(
                        "INSERT OR IGNORE INTO shared_use (scope, start) VALUES (?, ?)",
                        scope,
                        start)
                > 0) {
            sql.update("UPDATE shared SET uses = uses + 1 WHERE start = ?", start);
        }
    }

    Set<Long> used(long scope) throws SQLException {
        Set<Long> starts = new HashSet<>();
        try (ResultSet rows = sql.query("SELECT start FROM shared_use WHERE scope = ?", scope)) {
            while (rows.next()) {
                starts.add(rows.getLong(1));
            }
        }
        return starts;
    }
}
