package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/// Looks after the file of the record from the command line, while it is written to or not:
///
/// ```
/// java -cp … dev.ccproxy.store.sqlite.RecordFile verify data/exchanges.db
/// java -cp … dev.ccproxy.store.sqlite.RecordFile backup data/exchanges.db copy.db
/// ```
///
/// `verify` ends with 1 if anything is wrong, and names it; `backup` makes a copy that is whole in
/// itself and can be put in the place of the original.
public final class RecordFile {
    private static final int PAGE = 500;
    private static final int PAGES_PER_STEP = 4_096;
    private static final String USAGE = "usage: RecordFile verify <file> | backup <file> <copy>";

    private RecordFile() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    /// Does what the arguments say, and returns the exit code.
    static int run(String[] arguments, PrintStream out) {
        try {
            if (arguments.length == 2 && arguments[0].equals("verify")) {
                return verify(Path.of(arguments[1]), out) ? 0 : 1;
            }
            if (arguments.length == 3 && arguments[0].equals("backup")) {
                backup(Path.of(arguments[1]), Path.of(arguments[2]));
                out.println("copied " + arguments[1] + " to " + arguments[2]);
                return 0;
            }
            out.println(USAGE);
            return 2;
        } catch (StoreException | SQLException | IOException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    /// Copies the record as it stands at one moment, while others write, by SQLite's online backup.
    static void backup(Path file, Path copy) throws StoreException, SQLException, IOException {
        if (Files.exists(copy)) {
            throw new StoreException(copy + " exists already");
        }
        try (Sql sql = new Database(file).openForReading()) {
            Files.createFile(
                    copy,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            // A transaction that has begun to read keeps to that moment; without one, the copy
            // would
            // begin anew whenever something is written.
            sql.execute("BEGIN", "SELECT count(*) FROM scope");
            int result =
                    sql.connection()
                            .unwrap(SQLiteConnection.class)
                            .getDatabase()
                            .backup(
                                    "main",
                                    copy.toString(),
                                    (remaining, pages) -> {},
                                    0,
                                    0,
                                    PAGES_PER_STEP);
            if (result != SQLiteErrorCode.SQLITE_OK.code) {
                throw new StoreException(
                        "cannot copy to " + copy + ": " + SQLiteErrorCode.getErrorCode(result));
            }
        }
    }

    /// Checks the database's structure and reads every body.
    ///
    /// @return whether all is as it was written
    static boolean verify(Path file, PrintStream out) throws StoreException, SQLException {
        List<String> faults = new ArrayList<>();
        long total;
        try (Sql sql = new Database(file).openForReading()) {
            total = sql.number(0, "SELECT count(*) FROM exchange");
            try (ResultSet rows = sql.query("PRAGMA integrity_check")) {
                while (rows.next()) {
                    if (!rows.getString(1).equals("ok")) {
                        faults.add(rows.getString(1));
                    }
                }
            }
        }
        out.println("structure: " + (faults.isEmpty() ? "ok" : faults.size() + " faults"));
        Verification bodies = new Verification(total, faults, out);
        try (SqliteExchangeReader reader = new SqliteExchangeReader(file)) {
            bodies.readAll(reader);
        }
        faults.forEach(fault -> out.println("fault: " + fault));
        out.printf(
                "%d exchanges, %d bytes of bodies read, %d in flight, %d bodies not on record: %s%n",
                bodies.exchanges,
                bodies.bytes,
                bodies.inFlight,
                bodies.unrecorded,
                faults.isEmpty() ? "all as written" : faults.size() + " FAULTS");
        return faults.isEmpty();
    }

    private static final class Verification {
        private final long total;
        private final List<String> faults;
        private final PrintStream out;
        private long exchanges;
        private long bytes;
        private long inFlight;
        private long unrecorded;

        Verification(long total, List<String> faults, PrintStream out) {
            this.total = total;
            this.faults = faults;
            this.out = out;
        }

        /// Reads from the oldest on, so that what comes meanwhile is no trouble.
        void readAll(SqliteExchangeReader reader) {
            try {
                List<ExchangeId> ids = reader.ids(-1, PAGE);
                while (!ids.isEmpty()) {
                    for (ExchangeId id : ids) {
                        read(reader, id);
                    }
                    out.printf(
                            "bodies: %d of %d exchanges%n", exchanges, Math.max(total, exchanges));
                    ids = reader.ids(ids.getLast().value(), PAGE);
                }
            } catch (StoreException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }

        private void read(SqliteExchangeReader reader, ExchangeId id) {
            exchanges++;
            try {
                Exchange exchange = reader.find(id).orElse(null);
                if (exchange == null) {
                    return;
                }
                bytes += reader.requestBody(id).map(body -> body.size()).orElse(0L);
                bytes += reader.responseBody(id).map(body -> body.size()).orElse(0L);
                bytes += reader.providerRequestBody(id).map(body -> body.size()).orElse(0L);
                bytes += reader.providerResponseBody(id).map(body -> body.size()).orElse(0L);
                reader.arrivals(id);
                reader.providerArrivals(id);
                inFlight += exchange.outcome() == null ? 1 : 0;
                unrecorded += exchange.requestBody().recorded() ? 0 : 1;
                unrecorded += exchange.responseBody().recorded() ? 0 : 1;
            } catch (StoreException | RuntimeException e) {
                faults.add("exchange " + id + ": " + e.getMessage());
            }
        }
    }
}
