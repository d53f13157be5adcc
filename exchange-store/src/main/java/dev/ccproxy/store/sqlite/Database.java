package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.IncompatibleStoreException;
import dev.ccproxy.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/// The database file: made, brought up to date, opened for writing or for reading, and set aside
/// when it is corrupt.
final class Database {
    /// How long a statement waits for another process's write.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /// How long the start waits for another process that migrates.
    private static final Duration MIGRATION_PATIENCE = Duration.ofSeconds(60);

    private static final List<String> FILE_SUFFIXES = List.of("", "-wal", "-shm");
    private static final Set<SQLiteErrorCode> CORRUPT =
            Set.of(
                    SQLiteErrorCode.SQLITE_CORRUPT,
                    SQLiteErrorCode.SQLITE_CORRUPT_VTAB,
                    SQLiteErrorCode.SQLITE_CORRUPT_SEQUENCE,
                    SQLiteErrorCode.SQLITE_CORRUPT_INDEX,
                    SQLiteErrorCode.SQLITE_NOTADB);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Logger LOG = Logger.getLogger(Database.class);

    private final Path file;

    Database(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /// Opens the record for writing; makes it where there is none.
    Sql openForWriting() throws StoreException {
        try {
            createFolder();
            try (LockFile _ = LockFile.lock(sibling("-lock"), MIGRATION_PATIENCE)) {
                try {
                    return openUpToDate();
                } catch (SQLException | FlywayException e) {
                    if (!isCorrupt(e)) {
                        throw e;
                    }
                    setAside();
                    return openUpToDate();
                }
            }
        } catch (IOException | SQLException | FlywayException e) {
            throw new StoreException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    /// Opens an existing record for reading.
    Sql openForReading() throws StoreException {
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setOpenMode(SQLiteOpenMode.READONLY);
            config.resetOpenMode(SQLiteOpenMode.READWRITE);
            config.resetOpenMode(SQLiteOpenMode.CREATE);
            config.setBusyTimeout((int) PATIENCE.toMillis());
            Sql sql = new Sql(config.createConnection("jdbc:sqlite:" + file));
            boolean usable = false;
            try {
                checkVersion(version(sql));
                usable = true;
                return sql;
            } finally {
                if (!usable) {
                    sql.close();
                }
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// Gives a corrupt file and its log another name, so that recording can begin anew and nothing
    /// is lost that could be rescued.
    void setAside() throws IOException {
        Path aside = sibling(".corrupt-" + TIMESTAMP.format(Instant.now()));
        for (String suffix : FILE_SUFFIXES) {
            Path part = sibling(suffix);
            if (Files.exists(part)) {
                Files.move(part, aside.resolveSibling(aside.getFileName() + suffix));
            }
        }
        LOG.errorf("%s is corrupt and was set aside as %s", file, aside);
    }

    static boolean isCorrupt(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException e && CORRUPT.contains(e.getResultCode())) {
                return true;
            }
        }
        return false;
    }

    private void createFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    /// With the lock held: others may be about to do the same.
    private void createFile() throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
    }

    private Sql openUpToDate() throws SQLException, StoreException, IOException {
        createFile();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        // Or else each insertion asks for the row's number with a statement of its own.
        source.getConfig().setGetGeneratedKeys(false);
        try (Connection connection = source.getConnection();
                Sql sql = new Sql(connection)) {
            sql.execute("PRAGMA busy_timeout = " + PATIENCE.toMillis());
            long version = version(sql);
            checkVersion(version);
            if (version < Migrations.NEWEST) {
                sql.execute("PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA journal_mode = WAL");
                Migrations.run(source);
            }
        }
        Sql sql = new Sql(source.getConnection());
        sql.execute(
                "PRAGMA busy_timeout = " + PATIENCE.toMillis(),
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = NORMAL",
                "PRAGMA secure_delete = FAST",
                "PRAGMA temp_store = MEMORY",
                "PRAGMA journal_size_limit = 67108864");
        return sql;
    }

    private static long version(Sql sql) throws SQLException {
        try (ResultSet row = sql.query("PRAGMA user_version")) {
            return row.getLong(1);
        }
    }

    private void checkVersion(long version) throws IncompatibleStoreException {
        if (version > Migrations.NEWEST) {
            throw new IncompatibleStoreException(
                    "%s has schema version %d, this program knows versions up to %d: use the newer program"
                            .formatted(file, version, Migrations.NEWEST));
        }
    }
}
