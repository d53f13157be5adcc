package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table of the parts of answers that are still coming.
final class PartStore {
    /// A piece of an answer that is still coming.
    record Part(String arrivals, Bytes data) {}

    private final Sql sql;
    private final String table;

    private PartStore(Sql sql, String table) {
        this.sql = sql;
        this.table = table;
    }

    /// What clients are answered.
    static PartStore ofResponses(Sql sql) {
        return new PartStore(sql, "part");
    }

    /// What providers answered that agents were routed to.
    static PartStore ofProviders(Sql sql) {
        return new PartStore(sql, "provider_part");
    }

    int count(long exchange) throws SQLException {
        return (int)
                sql.number(0, "SELECT count(*) FROM " + table + " WHERE exchange = ?", exchange);
    }

    void insert(long exchange, int number, Part part) throws SQLException {
        sql.update(
                "INSERT INTO " + table + " (exchange, number, arrivals, data) VALUES (?, ?, ?, ?)",
                exchange,
                number,
                part.arrivals,
                part.data.toByteArray());
    }

    @Nullable Part find(long exchange, int number) throws SQLException {
        try (ResultSet row =
                sql.query(
                        "SELECT arrivals, data FROM "
                                + table
                                + " WHERE exchange = ? AND number = ?",
                        exchange,
                        number)) {
            return row.next() ? part(row) : null;
        }
    }

    /// All parts of an exchange, in order.
    List<Part> all(long exchange) throws SQLException {
        List<Part> parts = new ArrayList<>();
        try (ResultSet rows =
                sql.query(
                        "SELECT arrivals, data FROM "
                                + table
                                + " WHERE exchange = ? ORDER BY number",
                        exchange)) {
            while (rows.next()) {
                parts.add(part(rows));
            }
        }
        return parts;
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(row.getString(1), new Bytes(List.of(row.getBytes(2))));
    }

    void delete(long exchange) throws SQLException {
        sql.update("DELETE FROM " + table + " WHERE exchange = ?", exchange);
    }
}
