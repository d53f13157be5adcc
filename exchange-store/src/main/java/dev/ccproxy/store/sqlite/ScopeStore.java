package dev.ccproxy.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /// Whether the scope takes new requests.
    boolean isOpen(long scope) throws SQLException {
        return sql.number(1, "SELECT closed FROM scope WHERE id = ?", scope) == 0;
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

    /// A scope with bytes to erase, or null.
    @Nullable Long erasing() throws SQLException {
        long scope =
                sql.number(-1, "SELECT id FROM scope WHERE erasing = 1 ORDER BY id DESC LIMIT 1");
        return scope < 0 ? null : scope;
    }

    /// Notes that bytes of the scope are to be erased, and lets it take no more requests.
    void erase(long scope) throws SQLException {
        sql.update("UPDATE scope SET erasing = 1, closed = 1 WHERE id = ? AND erasing = 0", scope);
    }

    /// Lets readers know that bytes of the scope are erased.
    void erased(long scope) throws SQLException {
        sql.update("UPDATE scope SET epoch = epoch + 1 WHERE id = ?", scope);
    }

    void allErased(long scope) throws SQLException {
        sql.update("UPDATE scope SET erasing = 0 WHERE id = ?", scope);
    }

    void delete(long scope) throws SQLException {
        sql.update("DELETE FROM scope WHERE id = ?", scope);
    }

    /// Takes note that the scope uses these shared elements only.
    void useOnly(long scope, Set<Long> needed) throws SQLException {
        for (long start : used(scope)) {
            if (!needed.contains(start)) {
                sql.update("DELETE FROM shared_use WHERE scope = ? AND start = ?", scope, start);
                sql.update("UPDATE shared SET uses = uses - 1 WHERE start = ?", start);
            }
        }
        if (sql.number(0, "SELECT count(*) FROM shared WHERE uses = 0") > 0) {
            erase(Areas.SHARED_SCOPE);
        }
    }

    void deleteUnused() throws SQLException {
        sql.update("DELETE FROM shared WHERE uses = 0");
    }

    /// The newest elements of the shared area, in order: where each starts and its length.
    ///
    /// @param bytes how long they are in all at the most
    List<long[]> newestShared(long bytes) throws SQLException {
        List<long[]> elements = new ArrayList<>();
        long left = bytes;
        try (ResultSet rows = sql.query("SELECT start, length FROM shared ORDER BY start DESC")) {
            while (rows.next() && left >= rows.getLong(2)) {
                elements.add(new long[] {rows.getLong(1), rows.getLong(2)});
                left -= rows.getLong(2);
            }
        }
        return elements.reversed();
    }

    /// The elements of the shared area from this one on, without a gap: where each starts, and at
    /// last where it ends.
    ///
    /// @param end where to stop
    List<Long> sharedBetween(long start, long end) throws SQLException {
        List<Long> starts = new ArrayList<>();
        long next = start;
        try (ResultSet rows =
                sql.query(
                        "SELECT start, length FROM shared WHERE start >= ? AND start < ?"
                                + " ORDER BY start",
                        start,
                        end)) {
            while (rows.next() && rows.getLong(1) == next) {
                starts.add(next);
                next += rows.getLong(2);
            }
        }
        starts.add(next);
        return starts;
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
