package dev.ccproxy.store.sqlite;

import java.sql.SQLException;
import java.sql.Statement;

/// The room that the database takes on disk.
final class Space {
    /// Pages that are given back in one step: one MiB.
    private static final int PAGES_AT_ONCE = 256;

    private final Sql sql;

    Space(Sql sql) {
        this.sql = sql;
    }

    long free() throws SQLException {
        return sql.number(0, "PRAGMA freelist_count");
    }

    /// Bytes in use.
    long used() throws SQLException {
        long pages = sql.number(0, "PRAGMA page_count") - free();
        return pages * sql.number(0, "PRAGMA page_size");
    }

    /// Whether so much is free that it is worth moving pages to give it back.
    boolean wasteful() throws SQLException {
        long free = free();
        return free > PAGES_AT_ONCE && free > sql.number(0, "PRAGMA page_count") / 4;
    }

    /// Moves some pages from the end of the file to where there is room, and cuts the file off
    /// behind them.
    ///
    /// @return whether there was anything to give back
    boolean give() throws SQLException {
        if (free() == 0) {
            return false;
        }
        try (Statement statement = sql.connection().createStatement()) {
            // The only way in which the driver lets this statement run to its end.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES_AT_ONCE + ")");
        }
        return true;
    }

    /// Moves everything from the log to the database and empties the log.
    ///
    /// @return false if a reader is in the way for the moment
    boolean emptyLog() throws SQLException {
        sql.execute("PRAGMA busy_timeout = 0");
        try {
            return sql.number(1, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        } finally {
            sql.execute("PRAGMA busy_timeout = " + Database.PATIENCE.toMillis());
        }
    }
}
