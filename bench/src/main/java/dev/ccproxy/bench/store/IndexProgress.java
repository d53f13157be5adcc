package dev.ccproxy.bench.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Looks how far an index is.
final class IndexProgress {
    private IndexProgress() {}

    /// The last of the record's changes that is in an index; -1 where there is none.
    static long revision(Path index) {
        return number(index, "SELECT revision FROM progress");
    }

    /// How many quarters of an hour have yet to be summed up; -1 where there is no index.
    static long stale(Path index) {
        return number(index, "SELECT count(*) FROM stale_slot");
    }

    private static long number(Path index, String query) {
        if (!Files.exists(index)) {
            return -1;
        }
        String url = "jdbc:sqlite:file:" + index + "?mode=ro";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : -1;
        } catch (SQLException notYetMade) {
            return -1;
        }
    }
}
