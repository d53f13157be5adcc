package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.RecordEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of exchanges and of gaps.
final class RowStore {
    private static final String COLUMNS =
            "id, scope, started, request, request_size, request_sha256, writer, answer, status,"
                    + " first_byte, first_token, ending, response_size, response_missed,"
                    + " response_sha256, outcome, detail, unchanged, duration, route, route_ending";

    private final Sql sql;

    RowStore(Sql sql) {
        this.sql = sql;
    }

    /// The highest revision that was given to a change.
    long revision() throws SQLException {
        return sql.number(
                0,
                "SELECT max(coalesce((SELECT max(revision) FROM exchange), 0),"
                        + " coalesce((SELECT max(revision) FROM deletion), 0))");
    }

    /// The id of the newest exchange, or 0.
    long newest() throws SQLException {
        return sql.number(0, "SELECT max(id) FROM exchange");
    }

    @Nullable Row find(long id) throws SQLException {
        List<Row> rows = rows("id = ?", id);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /// All rows for which the condition holds.
    List<Row> rows(String condition, @Nullable Object... values) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (ResultSet row =
                sql.query("SELECT " + COLUMNS + " FROM exchange WHERE " + condition, values)) {
            while (row.next()) {
                found.add(read(row));
            }
        }
        return found;
    }

    private static Row read(ResultSet from) throws SQLException {
        Row row =
                new Row(
                        from.getLong(1),
                        from.getLong(2),
                        from.getLong(3),
                        from.getLong(4),
                        from.getLong(5),
                        from.getBytes(6));
        row.writer = number(from, 7);
        row.answer = number(from, 8);
        Long status = number(from, 9);
        row.status = status == null ? null : status.intValue();
        row.firstByte = number(from, 10);
        row.firstToken = number(from, 11);
        row.ending = number(from, 12);
        row.responseSize = from.getLong(13);
        row.responseMissed = from.getLong(14);
        row.responseSha256 = from.getBytes(15);
        row.outcome = from.getString(16);
        row.detail = from.getString(17);
        Long unchanged = number(from, 18);
        row.unchanged = unchanged == null ? null : unchanged == 1;
        row.duration = number(from, 19);
        row.route = number(from, 20);
        row.routeEnding = number(from, 21);
        return row;
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    void insert(Row row, long revision) throws SQLException {
        sql.update(
                "INSERT INTO exchange ("
                        + COLUMNS
                        + ", revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?)",
                row.id,
                row.scope,
                row.started,
                row.request,
                row.requestSize,
                row.requestSha256,
                row.writer,
                row.answer,
                row.status,
                row.firstByte,
                row.firstToken,
                row.ending,
                row.responseSize,
                row.responseMissed,
                row.responseSha256,
                row.outcome,
                row.detail,
                flag(row.unchanged),
                row.duration,
                row.route,
                row.routeEnding,
                revision);
    }

    void update(Row row, long revision) throws SQLException {
        sql.update(
                "UPDATE exchange SET writer = ?, answer = ?, status = ?, first_byte = ?,"
                        + " first_token = ?, ending = ?, response_size = ?, response_missed = ?,"
                        + " response_sha256 = ?, outcome = ?, detail = ?, unchanged = ?,"
                        + " duration = ?, route = ?, route_ending = ?, revision = ?"
                        + " WHERE id = ?",
                row.writer,
                row.answer,
                row.status,
                row.firstByte,
                row.firstToken,
                row.ending,
                row.responseSize,
                row.responseMissed,
                row.responseSha256,
                row.outcome,
                row.detail,
                flag(row.unchanged),
                row.duration,
                row.route,
                row.routeEnding,
                revision,
                row.id);
    }

    private static @Nullable Integer flag(@Nullable Boolean value) {
        return value == null ? null : value ? 1 : 0;
    }

    void delete(long id, long revision) throws SQLException {
        sql.update("DELETE FROM exchange WHERE id = ?", id);
        sql.update("INSERT INTO deletion (revision, exchange) VALUES (?, ?)", revision, id);
    }

    /// Forgets the oldest deletions where there are more than are kept, some at once. The last of
    /// them stays, as one of no exchange.
    ///
    /// @return whether there was anything to forget
    boolean forgetDeletions(int kept, int atOnce) throws SQLException {
        String numbers = "SELECT revision FROM deletion ORDER BY revision ";
        long newest = sql.number(0, numbers + "DESC LIMIT 1 OFFSET ?", kept);
        long last = Math.min(newest, sql.number(newest, numbers + "LIMIT 1 OFFSET ?", atOnce));
        sql.update("DELETE FROM deletion WHERE revision < ?", last);
        return sql.update(
                        "UPDATE deletion SET exchange = 0 WHERE revision = ? AND exchange <> 0",
                        last)
                > 0;
    }

    /// The number of the last deletion that was forgotten, or 0.
    long forgotten() throws SQLException {
        return sql.number(
                0,
                "SELECT revision FROM (SELECT revision, exchange FROM deletion ORDER BY revision"
                        + " LIMIT 1) WHERE exchange = 0");
    }

    void insertGap(long from, long until, long exchanges, long bytes, String reason)
            throws SQLException {
        sql.update(
                "INSERT INTO gap (from_us, until_us, exchanges, bytes, reason)"
                        + " VALUES (?, ?, ?, ?, ?)",
                from,
                until,
                exchanges,
                bytes,
                reason);
    }

    /// The numbers of writers that have exchanges in flight.
    List<Integer> writers() throws SQLException {
        List<Integer> writers = new ArrayList<>();
        try (ResultSet rows =
                sql.query("SELECT DISTINCT writer FROM exchange WHERE writer IS NOT NULL")) {
            while (rows.next()) {
                writers.add(rows.getInt(1));
            }
        }
        return writers;
    }

    /// An exchange that changed.
    record Revised(long revision, long exchange, boolean deleted) {}

    List<Revised> revisedAfter(long revision, int limit) throws SQLException {
        List<Revised> revised = new ArrayList<>();
        try (ResultSet rows =
                sql.query(
                        "SELECT * FROM (SELECT revision, id, 0 FROM exchange WHERE revision > ?"
                                + " ORDER BY revision LIMIT ?) UNION ALL"
                                + " SELECT * FROM (SELECT revision, exchange, 1 FROM deletion"
                                + " WHERE revision > ? AND exchange <> 0 ORDER BY revision LIMIT ?)"
                                + " ORDER BY 1 LIMIT ?",
                        revision,
                        limit,
                        revision,
                        limit,
                        limit)) {
            while (rows.next()) {
                revised.add(new Revised(rows.getLong(1), rows.getLong(2), rows.getInt(3) == 1));
            }
        }
        return revised;
    }

    List<RecordEntry.Gap> gaps(int limit) throws SQLException {
        List<RecordEntry.Gap> gaps = new ArrayList<>();
        try (ResultSet rows =
                sql.query(
                        "SELECT from_us, until_us, exchanges, bytes, reason FROM gap"
                                + " ORDER BY id DESC LIMIT ?",
                        limit)) {
            while (rows.next()) {
                gaps.add(
                        new RecordEntry.Gap(
                                Instant.EPOCH.plus(rows.getLong(1), ChronoUnit.MICROS),
                                Instant.EPOCH.plus(rows.getLong(2), ChronoUnit.MICROS),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getString(5)));
            }
        }
        return gaps;
    }
}
