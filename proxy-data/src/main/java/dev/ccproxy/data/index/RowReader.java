package dev.ccproxy.data.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// One row of an answer, column by column from the left.
public final class RowReader {
    private final ResultSet row;
    private int column;

    RowReader(ResultSet row) {
        this.row = row;
    }

    /// Goes to the next row, if there is one.
    boolean next() throws SQLException {
        column = 0;
        return row.next();
    }

    /// The next column, 0 where it is null.
    public long number() {
        try {
            return row.getLong(++column);
        } catch (SQLException e) {
            throw StatementStore.failure(e);
        }
    }

    /// The next column.
    public @Nullable Long numberOrNull() {
        try {
            long number = row.getLong(++column);
            return row.wasNull() ? null : number;
        } catch (SQLException e) {
            throw StatementStore.failure(e);
        }
    }

    /// The next column, which is never null.
    public double real() {
        try {
            return row.getDouble(++column);
        } catch (SQLException e) {
            throw StatementStore.failure(e);
        }
    }

    /// The next column.
    public @Nullable Double realOrNull() {
        try {
            double number = row.getDouble(++column);
            return row.wasNull() ? null : number;
        } catch (SQLException e) {
            throw StatementStore.failure(e);
        }
    }

    /// The next column, which is 0 or 1.
    public boolean flag() {
        return number() == 1;
    }

    /// The next column, which is never null.
    public String text() {
        String text = textOrNull();
        if (text == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return text;
    }

    /// The next column.
    public @Nullable String textOrNull() {
        try {
            return row.getString(++column);
        } catch (SQLException e) {
            throw StatementStore.failure(e);
        }
    }

    /// The next column, which is never null.
    public byte[] bytes() {
        try {
            return row.getBytes(++column);
        } catch (SQLException e) {
            throw StatementStore.failure(e);
        }
    }

    /// The next column.
    public byte @Nullable [] bytesOrNull() {
        try {
            return row.getBytes(++column);
        } catch (SQLException e) {
            throw StatementStore.failure(e);
        }
    }
}
