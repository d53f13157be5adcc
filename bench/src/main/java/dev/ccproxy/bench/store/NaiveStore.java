package dev.ccproxy.bench.store;

import dev.ccproxy.fixtures.traffic.TimedChunk;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// The way to beat: one row with the JSON of each body.
final class NaiveStore implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final PreparedStatement insert;

    NaiveStore(Path file) throws SQLException {
        this.file = file;
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute(
                    "CREATE TABLE request (id TEXT PRIMARY KEY, timestamp TEXT, method TEXT,"
                            + " headers TEXT, body TEXT, response TEXT)");
        }
        this.insert = connection.prepareStatement("INSERT INTO request VALUES (?, ?, ?, ?, ?, ?)");
    }

    void add(TrafficExchange exchange) throws SQLException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        for (TimedChunk chunk : exchange.chunks()) {
            response.writeBytes(chunk.bytes());
        }
        insert.setString(1, exchange.sent().toString());
        insert.setString(2, exchange.sent().toString());
        insert.setString(3, exchange.method());
        insert.setString(4, exchange.headers() + " " + exchange.answerHeaders());
        insert.setString(5, new String(exchange.body(), StandardCharsets.UTF_8));
        insert.setString(6, response.toString(StandardCharsets.UTF_8));
        insert.executeUpdate();
    }

    long bytes() throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        return Files.size(file);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
