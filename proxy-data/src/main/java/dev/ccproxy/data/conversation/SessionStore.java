package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.StatementStore;
import org.jspecify.annotations.Nullable;

/// The table of sessions, for the indexing thread.
final class SessionStore {
    private final StatementStore sql;

    SessionStore(StatementStore sql) {
        this.sql = sql;
    }

    /// The session with this key, made where it is new.
    long find(String key) {
        Long known = sql.number("SELECT id FROM session WHERE key = ?", key);
        return known == null ? sql.insert("INSERT INTO session (key) VALUES (?)", key) : known;
    }

    String key(long session) {
        String key = sql.first("SELECT key FROM session WHERE id = ?", row -> row.text(), session);
        return key == null ? "" : key;
    }

    /// Takes note of the working folder that was named first.
    void project(long session, @Nullable String project) {
        if (project != null) {
            sql.update(
                    "UPDATE session SET project = ? WHERE id = ? AND project IS NULL",
                    project,
                    session);
        }
    }

    void title(long session, String title) {
        sql.update("UPDATE session SET title = ? WHERE id = ?", title, session);
    }

    /// Sums up the session's exchanges anew; forgets it where none is left. What came without a
    /// session is no session, may be a lot, and has no sums.
    void sumUp(long session) {
        sql.update(
                "UPDATE session SET (last_at, exchanges, "
                        + Tokens.COLUMNS
                        + ", "
                        + Spending.COLUMNS
                        + ") = (SELECT coalesce(max(started + coalesce(duration, 0)), 0), count(*), "
                        + Tokens.SUMS
                        + ", "
                        + Spending.SUMS
                        + " FROM exchange WHERE session = ?1) WHERE id = ?1 AND key <> ''",
                session);
        sql.update(
                "DELETE FROM session WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM exchange WHERE"
                        + " session = ?1)",
                session);
    }
}
