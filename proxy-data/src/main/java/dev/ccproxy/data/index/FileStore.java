package dev.ccproxy.data.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// A file that holds an index.
///
/// Its `user_version` tells two things apart: the tables it has, which decide whether it can be
/// asked at all, and what was put into them, which decides whether it has to be made anew.
final class FileStore {
    /// Rises when tables change.
    private static final int TABLES = 7;

    /// Rises when the same record would lead to other rows.
    private static final int CONTENTS = 2;

    private static final int CONTENTS_LIMIT = 1 << 16;
    private static final int PATIENCE_MILLIS = 5_000;

    /// SQLite takes what is below 0 as KiB, and what is above as pages.
    private static final int READING_CACHE_KIB = -8_192;

    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

    private final Path file;

    FileStore(Path file) {
        this.file = file.toAbsolutePath();
    }

    /// What a file is good for.
    enum Use {
        /// It is up to date and goes on from where it stands.
        CURRENT,
        /// It can be asked until it is made anew.
        OUTDATED,
        /// It is not there, or of no use.
        NONE
    }

    Use use() {
        if (!Files.exists(file)) {
            return Use.NONE;
        }
        try (StatementStore sql = openForReading()) {
            Long version = sql.number("PRAGMA user_version");
            if (version == null || version / CONTENTS_LIMIT != TABLES) {
                return Use.NONE;
            }
            sql.number("SELECT revision FROM progress");
            return version % CONTENTS_LIMIT == CONTENTS ? Use.CURRENT : Use.OUTDATED;
        } catch (IndexException e) {
            if (e.damaged()) {
                return Use.NONE;
            }
            throw e;
        }
    }

    StatementStore openForReading() {
        SQLiteConfig config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.READONLY);
        config.resetOpenMode(SQLiteOpenMode.READWRITE);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setCacheSize(READING_CACHE_KIB);
        return open(config);
    }

    /// Opens the index for writing; makes an empty one where there is none.
    StatementStore openForWriting() {
        boolean isNew = !Files.exists(file);
        if (isNew) {
            create();
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        StatementStore sql = open(config);
        boolean usable = false;
        try {
            sql.execute(
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA synchronous = NORMAL",
                    "PRAGMA secure_delete = ON",
                    "PRAGMA temp_store = MEMORY",
                    "PRAGMA cache_size = -16384",
                    "PRAGMA journal_size_limit = 16777216");
            if (isNew) {
                sql.inTransaction(() -> {
                    sql.script(schema());
                    sql.execute("PRAGMA user_version = " + (TABLES * CONTENTS_LIMIT + CONTENTS));
                });
            }
            usable = true;
            return sql;
        } finally {
            if (!usable) {
                sql.close();
            }
        }
    }

    private StatementStore open(SQLiteConfig config) {
        config.setGetGeneratedKeys(false); // they would be asked for after every change
        try {
            return new StatementStore(config.createConnection("jdbc:sqlite:" + file));
        } catch (SQLException e) {
            throw StatementStore.failure(e);
        }
    }

    private void create() {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String schema() {
        try (InputStream script = FileStore.class.getResourceAsStream("/index/schema.sql")) {
            if (script == null) {
                throw new IllegalStateException("index/schema.sql is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            for (String suffix : SUFFIXES) {
                Files.deleteIfExists(sibling(suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes the place of another file. Nobody has either of them open.
    void replace(FileStore other) {
        other.delete();
        try {
            for (String suffix : SUFFIXES) {
                if (Files.exists(sibling(suffix))) {
                    Files.move(
                            sibling(suffix), other.sibling(suffix), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
