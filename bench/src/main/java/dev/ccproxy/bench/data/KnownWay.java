package dev.ccproxy.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The way to beat: a row with the JSON of both bodies and the time as text, asked by looking into
/// the JSON of all rows.
final class KnownWay {
    private static final int TRIES = 5;
    private static final List<Calls.Call> QUESTIONS =
            List.of(
                    new Calls.Call(
                            "requests, the newest",
                            "SELECT * FROM request ORDER BY timestamp DESC LIMIT 100"),
                    new Calls.Call(
                            "requests of a model",
                            "SELECT * FROM request WHERE lower(json_extract(body, '$.model')) LIKE"
                                    + " '%opus%' ORDER BY timestamp DESC LIMIT 100"),
                    new Calls.Call("how many there are", "SELECT count(*) FROM request"),
                    new Calls.Call(
                            "requests and bytes by day and model",
                            "SELECT substr(timestamp, 1, 10), json_extract(body, '$.model'),"
                                    + " count(*), sum(length(response)) FROM request GROUP BY 1, 2"));

    private KnownWay() {}

    /// Lines of a table: each question's median time, in ms.
    static List<String> measure(Path file, int exchanges) throws SQLException, IOException {
        Files.deleteIfExists(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            fill(connection, exchanges);
            List<String> lines = new ArrayList<>();
            for (Calls.Call question : QUESTIONS) {
                long[] times = new long[TRIES];
                for (int i = 0; i < TRIES; i++) {
                    times[i] = time(connection, question.target());
                }
                Arrays.sort(times);
                lines.add("| %s | %.1f |".formatted(question.name(), times[TRIES / 2] / 1e6));
            }
            lines.add("| bytes per exchange | %,d |".formatted(Files.size(file) / exchanges));
            return lines;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void fill(Connection connection, int exchanges) throws SQLException {
        SmallTraffic traffic = new SmallTraffic(0);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE request (id TEXT PRIMARY KEY, timestamp TEXT, method TEXT,"
                            + " headers TEXT, body TEXT, response TEXT)");
            statement.execute("BEGIN");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO request VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < exchanges; i++) {
                SmallTraffic.Small one = traffic.exchange(i);
                insert.setString(1, SmallTraffic.id(i, 0).toString());
                insert.setString(2, one.started().toString());
                insert.setString(3, "POST");
                insert.setString(4, "{\"Content-Type\":\"application/json\"}");
                insert.setString(5, one.request());
                insert.setString(6, one.answer());
                insert.executeUpdate();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("COMMIT");
        }
    }

    private static long time(Connection connection, String question) throws SQLException {
        long started = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    rows.getString(i);
                }
            }
        }
        return System.nanoTime() - started;
    }
}
