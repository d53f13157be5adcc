package dev.ccproxy.data.exchange;

import dev.ccproxy.data.index.StatementStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which exchanges belong together, as the index has it.
public final class ThreadStore {
    private final StatementStore sql;

    public ThreadStore(StatementStore sql) {
        this.sql = sql;
    }

    private record Place(
            long session, @Nullable Long conversation, String kind, @Nullable String agent) {}

    /// Exchanges of the same thread that came before and were charged for, the nearest one first:
    /// those of the same conversation, or for a side request those of its kind; null where the
    /// exchange itself is not indexed.
    @Nullable List<Long> before(long id, int limit) {
        Place place =
                sql.first(
                        "SELECT e.session, e.conversation, e.class, r.agent FROM exchange e JOIN"
                                + " request r ON r.id = e.id WHERE e.id = ?",
                        row ->
                                new Place(
                                        row.number(),
                                        row.numberOrNull(),
                                        row.text(),
                                        row.textOrNull()),
                        id);
        if (place == null) {
            return null;
        }
        if (place.conversation != null) {
            return sql.list(
                    "SELECT id FROM exchange WHERE conversation = ? AND class IN ('main', 'agent')"
                            + " AND priced_as IS NOT NULL AND id < ? ORDER BY id DESC LIMIT ?",
                    row -> row.number(),
                    place.conversation,
                    id,
                    limit);
        }
        return sql.list(
                "SELECT e.id FROM exchange e JOIN request r ON r.id = e.id WHERE e.session = ? AND"
                        + " e.class = ? AND r.agent IS ? AND e.priced_as IS NOT NULL AND e.id < ?"
                        + " ORDER BY e.id DESC LIMIT ?",
                row -> row.number(),
                place.session,
                place.kind,
                place.agent,
                id,
                limit);
    }

    /// Exchanges, and the last of the record's changes that was looked at for them.
    public record Known(List<Long> ids, long revision) {}

    /// The exchanges of a session, the newest first.
    ///
    /// @param session one of Claude Code's, by its whole id
    public Known ofSession(String session) {
        Long revision = sql.number("SELECT revision FROM progress");
        return new Known(ids(session), revision == null ? 0 : revision);
    }

    private List<Long> ids(String session) {
        return sql.list(
                "SELECT id FROM exchange WHERE session = (SELECT id FROM session WHERE key = ?)"
                        + " ORDER BY id DESC",
                row -> row.number(),
                session);
    }
}
