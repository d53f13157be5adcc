package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists of sessions and conversations, and one conversation in full.
final class ConversationViewStore {
    /// The type of the agent whose conversation `c` is; null for a main one.
    static final String AGENT_TYPE = "c.type";

    /// The conversation that called the agent whose conversation `c` is.
    static final String PARENT =
            "CASE WHEN c.main = 1 THEN NULL ELSE (SELECT p.key FROM conversation p WHERE p.id ="
                    + " coalesce((SELECT id FROM conversation WHERE session = c.session AND agent ="
                    + " c.parent_agent), (SELECT conversation FROM tool_call WHERE session ="
                    + " c.session AND tool_use = c.spawn), (SELECT min(id) FROM conversation WHERE"
                    + " session = c.session AND main = 1))) END";

    private static final String SUMMARY =
            "SELECT c.id, c.key, nullif(s.key, ''), s.project, c.main, c.agent, "
                    + AGENT_TYPE
                    + ", "
                    + PARENT
                    + ", c.spawn, c.title, s.title, (SELECT count(*) FROM conversation a WHERE"
                    + " a.session = c.session AND a.main = 0 AND c.main = 1), c.model, c.first_at,"
                    + " c.last_at, c.in_flight > 0, c.exchanges, c.turns, c.errors, c.tool_calls, "
                    + Tokens.columns("c")
                    + ", "
                    + Spending.columns("c")
                    + " FROM conversation c JOIN session s ON s.id = c.session";
    private static final int MOST_AGENTS = 1_000;

    private final StatementStore sql;

    ConversationViewStore(StatementStore sql) {
        this.sql = sql;
    }

    /// A row of a list with its number.
    record Row<T>(long id, T item) {}

    List<Row<SessionSummary>> sessions(Cursor before, @Nullable String project, int limit) {
        List<Object> values = new ArrayList<>(List.of(before.at(), before.id()));
        String filter = "";
        if (project != null) {
            filter = " AND s.project = ?";
            values.add(project);
        }
        values.add(limit);
        return sql.list(
                "SELECT s.id, s.key, coalesce(s.project, t.project), t.branch, coalesce(CASE WHEN"
                        + " t.title_rank = 3 THEN t.title END, s.title, t.title, (SELECT title FROM"
                        + " conversation WHERE session = s.id AND main = 1 ORDER BY id LIMIT 1)),"
                        + " s.last_at, s.exchanges, (SELECT count(*) FROM conversation WHERE session ="
                        + " s.id), "
                        + Tokens.columns("s")
                        + ", "
                        + Spending.columns("s")
                        + " FROM session s LEFT JOIN transcript t ON t.id = (SELECT id FROM"
                        + " transcript WHERE session = s.key AND agent IS NULL ORDER BY last_at"
                        + " DESC LIMIT 1) WHERE (s.last_at, s.id) < (?, ?) AND s.key <> ''"
                        + filter
                        + " ORDER BY s.last_at DESC, s.id DESC LIMIT ?",
                row ->
                        new Row<>(
                                row.number(),
                                new SessionSummary(
                                        row.text(),
                                        row.textOrNull(),
                                        row.textOrNull(),
                                        row.textOrNull(),
                                        instant(row.number()),
                                        row.number(),
                                        row.number(),
                                        Tokens.read(row),
                                        Spending.read(row))),
                values.toArray());
    }

    List<Row<ConversationSummary>> conversations(
            Cursor before, ConversationFilter.Condition filter, int limit) {
        List<Object> values = new ArrayList<>(List.of(before.at(), before.id()));
        values.addAll(filter.values());
        values.add(limit);
        return sql.list(
                SUMMARY
                        + " WHERE (c.last_at, c.id) < (?, ?)"
                        + filter.sql()
                        + " ORDER BY c.last_at DESC, c.id DESC LIMIT ?",
                ConversationViewStore::summary,
                values.toArray());
    }

    @Nullable Row<ConversationSummary> conversation(String key) {
        return sql.first(SUMMARY + " WHERE c.key = ?", ConversationViewStore::summary, key);
    }

    /// The agents of a conversation's session that it called, and those that they called.
    List<ConversationSummary> agents(long conversation, String key) {
        List<ConversationSummary> all =
                sql.list(
                        SUMMARY
                                + " WHERE c.session = (SELECT session FROM conversation WHERE id ="
                                + " ?) AND c.main = 0 ORDER BY c.first_at, c.id LIMIT ?",
                        row -> summary(row).item(),
                        conversation,
                        MOST_AGENTS);
        List<ConversationSummary> found = new ArrayList<>();
        List<String> parents = new ArrayList<>(List.of(key));
        for (int i = 0; i < parents.size(); i++) {
            String parent = parents.get(i);
            for (ConversationSummary agent : all) {
                if (parent.equals(agent.parentId()) && !parents.contains(agent.id())) {
                    found.add(agent);
                    parents.add(agent.id());
                }
            }
        }
        return found;
    }

    List<Branch> branches(long conversation) {
        Map<Long, Branch.Node> nodes = new HashMap<>();
        for (Row<Branch.Node> row :
                sql.list(
                        "SELECT id, parent, depth, kind FROM node WHERE conversation = ?",
                        row ->
                                new Row<>(
                                        row.number(),
                                        new Branch.Node(
                                                row.numberOrNull(),
                                                (int) row.number(),
                                                MessageKind.withCode(row.text()))),
                        conversation)) {
            nodes.put(row.id(), row.item());
        }
        List<Branch.Request> requests =
                sql.list(
                        "SELECT id, leaf, answer FROM exchange WHERE conversation = ? AND leaf IS"
                                + " NOT NULL ORDER BY id",
                        row -> new Branch.Request(row.number(), row.number(), row.numberOrNull()),
                        conversation);
        return Branch.of(nodes, requests);
    }

    List<ConversationDetail.SideRequests> sideRequests(long conversation) {
        return Collections.unmodifiableList(
                sql.list(
                        "SELECT class, count(*), "
                                + Tokens.SUMS
                                + ", "
                                + Spending.SUMS
                                + " FROM exchange WHERE session ="
                                + " (SELECT session FROM conversation WHERE id = ?) AND"
                                + " conversation IS NULL GROUP BY class ORDER BY class",
                        row ->
                                new ConversationDetail.SideRequests(
                                        RequestClass.withCode(row.text()),
                                        row.number(),
                                        Tokens.read(row),
                                        Spending.read(row)),
                        conversation));
    }

    private static Row<ConversationSummary> summary(RowReader row) {
        return new Row<>(
                row.number(),
                new ConversationSummary(
                        row.text(),
                        row.textOrNull(),
                        row.textOrNull(),
                        row.flag(),
                        row.textOrNull(),
                        row.textOrNull(),
                        row.textOrNull(),
                        row.textOrNull(),
                        row.textOrNull(),
                        row.textOrNull(),
                        row.number(),
                        row.textOrNull(),
                        instant(row.number()),
                        instant(row.number()),
                        row.flag(),
                        row.number(),
                        row.number(),
                        row.number(),
                        row.number(),
                        Tokens.read(row),
                        Spending.read(row)));
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
