package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where exchanges and messages stand.
final class PlaceStore {
    private static final String PLACE =
            "SELECT e.class, nullif(s.key, ''), s.project, c.key, CASE WHEN c.id IS NOT NULL THEN "
                    + ConversationViewStore.AGENT_TYPE
                    + " END, CASE WHEN c.id IS NOT NULL THEN "
                    + ConversationViewStore.PARENT
                    + " END, c.title, s.title, e.turn, e.outcome IS NOT NULL, e.stop_reason, "
                    + Tokens.columns("e")
                    + ", "
                    + Spending.columns("e")
                    + " FROM exchange e JOIN session s ON s.id = e.session"
                    + " LEFT JOIN conversation c ON c.id = e.conversation WHERE e.id = ?";

    private final StatementStore sql;

    PlaceStore(StatementStore sql) {
        this.sql = sql;
    }

    @Nullable ExchangePlace find(ExchangeId id) {
        return sql.first(PLACE, row -> place(id, row), id.value());
    }

    private static ExchangePlace place(ExchangeId id, RowReader row) {
        return new ExchangePlace(
                id.toString(),
                RequestClass.withCode(row.text()),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.numberOrNull(),
                row.flag(),
                row.textOrNull(),
                Tokens.read(row),
                Spending.read(row));
    }

    /// Where a message of a conversation stands, on the branch that was gone on with last.
    @Nullable MessagePlace message(long conversation, long node) {
        return sql.first(
                "WITH RECURSIVE below(id) AS (SELECT ?1 UNION ALL SELECT n.id FROM below b JOIN"
                        + " node n ON n.parent = b.id) SELECT n.id, n.depth, coalesce(n.turn,"
                        + " n.id), coalesce(e.answer, e.leaf) FROM node n JOIN exchange e ON"
                        + " e.conversation = ?2 AND coalesce(e.answer, e.leaf) IN (SELECT id FROM"
                        + " below) WHERE n.id = ?1 AND n.conversation = ?2 ORDER BY e.id DESC"
                        + " LIMIT 1",
                row ->
                        new MessagePlace(
                                row.number(), (int) row.number(), row.number(), row.number()),
                node,
                conversation);
    }

    /// By how much a conversation's prompts grew: the last request of each turn that was answered.
    List<ContextGrowth.Point> growth(long conversation) {
        List<ContextGrowth.Point> points =
                sql.list(
                        "SELECT turn, max(id), started, model, input + cache_read + cache_write_5m"
                                + " + cache_write_1h AS context, output FROM exchange WHERE"
                                + " conversation = ? AND class IN ('main', 'agent') AND turn IS NOT"
                                + " NULL AND input + cache_read + cache_write_5m + cache_write_1h >"
                                + " 0 GROUP BY turn ORDER BY 2",
                        row ->
                                new ContextGrowth.Point(
                                        row.number(),
                                        new ExchangeId(row.number()).toString(),
                                        ConversationViewStore.instant(row.number()),
                                        row.textOrNull(),
                                        row.number(),
                                        row.number()),
                        conversation);
        return new ArrayList<>(points);
    }
}
