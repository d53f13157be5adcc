package dev.ccproxy.data.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// A connection to the index with the statements that were prepared on it. One thread at a time.
public final class StatementStore implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    StatementStore(Connection connection) {
        this.connection = connection;
    }

    /// Runs statements that take no values and whose answers do not matter.
    public void execute(String... statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Runs a script: many statements, separated by semicolons.
    void script(String script) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Changes rows.
    ///
    /// @return how many
    public int update(String sql, @Nullable Object... values) {
        try {
            return bind(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Every row of the answer.
    public <T> List<T> list(String sql, Function<RowReader, T> row, @Nullable Object... values) {
        try (ResultSet rows = bind(sql, values).executeQuery()) {
            List<T> all = new ArrayList<>();
            RowReader reader = new RowReader(rows);
            while (reader.next()) {
                all.add(row.apply(reader));
            }
            return all;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// The first row of the answer, or null where there is none.
    public <T> @Nullable T first(
            String sql, Function<RowReader, T> row, @Nullable Object... values) {
        List<T> rows = list(sql, row, values);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /// The number that the first row starts with, or null where there is no row.
    public @Nullable Long number(String sql, @Nullable Object... values) {
        return first(sql, RowReader::number, values);
    }

    /// Inserts a row and tells its number.
    public long insert(String sql, @Nullable Object... values) {
        Long id = number(sql + " RETURNING id", values);
        if (id == null) {
            throw new IllegalStateException("nothing was inserted");
        }
        return id;
    }

    /// Does all of it or nothing.
    void inTransaction(Runnable work) {
        execute("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            work.run();
            execute("COMMIT");
            done = true;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    /// Writes what the log holds into the file and empties it, so that nothing of what was deleted
    /// is left there. Where a reader still looks at an older state, the next time has to do.
    void emptyLog() {
        number("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private void rollBack() {
        try {
            execute("ROLLBACK");
        } catch (IndexException alreadyRolledBack) {
            // SQLite ends a transaction itself on a full disk and on I/O errors; what the caller
            // must hear of is that first failure.
            prepared.clear();
        }
    }

    private PreparedStatement bind(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    static IndexException failure(SQLException e) {
        boolean damaged =
                e instanceof SQLiteException lite
                        && switch (lite.getResultCode()) {
                            case SQLITE_NOTADB,
                                    SQLITE_CORRUPT,
                                    SQLITE_CORRUPT_VTAB,
                                    SQLITE_CORRUPT_INDEX,
                                    SQLITE_CORRUPT_SEQUENCE ->
                                    true;
                            default -> false;
                        };
        return new IndexException("the index: " + e.getMessage(), e, damaged);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
