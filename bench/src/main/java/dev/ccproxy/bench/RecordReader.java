package dev.ccproxy.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Counts what proxy-core has on record.
final class RecordReader {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private RecordReader() {}

    /// Exchanges on record.
    ///
    /// @param rows all of them
    /// @param completed those whose whole answer went to the client
    record Count(long rows, long completed) {}

    /// Counts once there are as many as expected, or when that has not come about for a while.
    static Count await(Path database, long expected) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Count count = count(database);
        while (count.completed() < expected && System.nanoTime() < deadline) {
            Pace.until(System.nanoTime() + 100_000_000L);
            count = count(database);
        }
        return count;
    }

    private static Count count(Path database) throws IOException {
        String url = "jdbc:sqlite:file:" + database + "?mode=ro";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT count(*), count(*) FILTER (WHERE outcome = 'completed')
                                FROM exchange
                                """)) {
            row.next();
            return new Count(row.getLong(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IOException("the record cannot be read", e);
        }
    }
}
