package dev.ccproxy.bench.data;

import dev.ccproxy.exchange.ExchangeId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes an index of very many exchanges out of one of few: each time all its sessions,
/// conversations, messages, exchanges and calls of tools again, under other keys and earlier.
final class Multiplication {
    /// Tables in which rows are written again, and by what their columns are moved.
    private static final Map<String, Map<String, String>> TABLES =
            Map.of(
                    "session",
                    Map.of("id", "+session", "key", "key", "last_at", "-time"),
                    "conversation",
                    Map.of(
                            "id", "+conversation",
                            "key", "key",
                            "session", "+session",
                            "first_at", "-time",
                            "last_at", "-time"),
                    "message",
                    Map.of("id", "+message", "hash", "+one"),
                    "passage",
                    Map.of("id", "-passage", "ref", "+message"),
                    "node",
                    Map.of(
                            "id", "+node",
                            "conversation", "+conversation",
                            "message", "+message",
                            "parent", "+node",
                            "chain", "+one",
                            "turn", "+node"),
                    "exchange",
                    Map.of(
                            "id", "-exchange",
                            "session", "+session",
                            "conversation", "+conversation",
                            "started", "-time",
                            "leaf", "+node",
                            "answer", "+node",
                            "turn", "+node"),
                    "request",
                    Map.of("id", "-exchange"),
                    "tool_call",
                    Map.of(
                            "id", "+tool_call",
                            "session", "+session",
                            "conversation", "+conversation",
                            "exchange", "-exchange",
                            "called", "-time",
                            "result_exchange", "-exchange",
                            "returned", "-time"));

    /// The ids of passages are seconds, shifted by so many bits.
    private static final int PASSAGE_BITS = 8;

    private Multiplication() {}

    /// Writes everything again so many times.
    ///
    /// @param span how much time all exchanges of the index take
    static void multiply(Path index, int times, Duration span) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + index);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -200000");
            statement.execute("BEGIN");
            PassageWords words = PassageWords.read(connection);
            List<String> copies = new ArrayList<>();
            for (String table : TABLES.keySet()) {
                statement.execute(
                        "CREATE TEMP TABLE copied_%1$s AS SELECT * FROM main.%1$s %2$s"
                                .formatted(
                                        table, table.equals("passage") ? "WHERE source = 0" : ""));
                copies.add(copy(statement, table, span));
            }
            for (int copy = times; copy >= 1; copy--) {
                for (String insert : copies) {
                    statement.execute(insert.replace(":copy", Integer.toString(copy)));
                }
                words.writeAgain(connection, copy * (span.toSeconds() << PASSAGE_BITS));
            }
            // They are found already.
            statement.execute("DELETE FROM message_added");
            statement.execute("COMMIT");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static String copy(Statement statement, String table, Duration span)
            throws SQLException {
        Map<String, String> moved = TABLES.getOrDefault(table, Map.of());
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> columns = columns(statement, table);
        for (String column : columns) {
            names.add(column);
            values.add(value(statement, column, moved.getOrDefault(column, ""), span));
        }
        return "INSERT INTO main.%1$s (%2$s) SELECT %3$s FROM copied_%1$s"
                .formatted(table, String.join(", ", names), String.join(", ", values));
    }

    /// Those that are stored.
    private static List<String> columns(Statement statement, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "SELECT name FROM pragma_table_xinfo('" + table + "') WHERE hidden = 0")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    private static String value(Statement statement, String column, String move, Duration span)
            throws SQLException {
        long micros = span.toNanos() / ChronoUnit.MICROS.getDuration().toNanos();
        return switch (move) {
            case "" -> column;
            case "key" -> column + " || '-' || :copy";
            case "+one" -> column + " + :copy";
            case "-time" -> column + " - :copy * " + micros;
            case "-passage" -> column + " - :copy * " + (span.toSeconds() << PASSAGE_BITS);
            case "-exchange" -> column + " - :copy * " + (micros << ExchangeId.WRITER_BITS);
            default -> column + " + :copy * " + largest(statement, move.substring(1));
        };
    }

    private static long largest(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT max(id) FROM main." + table)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
