package dev.ccproxy.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Watches proxy-data make its index.
final class IndexProgress {
    private static final long PAUSE_MILLIS = 20;

    private IndexProgress() {}

    /// Returns once the record's change with this number is in the index.
    static void await(Path index, long revision, Process process, Duration patience)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (revision(index) < revision) {
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "proxy-data has ended: see output.log in " + index.getParent());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the index does not get on");
            }
        }
    }

    private static long revision(Path index) {
        if (!Files.exists(index)) {
            return -1;
        }
        String url = "jdbc:sqlite:file:" + index + "?mode=ro";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT revision FROM progress")) {
            return row.next() ? row.getLong(1) : -1;
        } catch (SQLException notYetMade) {
            return -1;
        }
    }

    /// The most memory of the process that ever was resident, in bytes.
    static long peakResident(Process process) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .sum();
        }
    }
}
