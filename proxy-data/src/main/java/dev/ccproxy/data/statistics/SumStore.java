package dev.ccproxy.data.statistics;

import dev.ccproxy.data.conversation.Spending;
import dev.ccproxy.data.conversation.Tokens;
import dev.ccproxy.data.index.StatementStore;
import java.util.List;
import java.util.stream.Collectors;

/// The tables of sums by blocks of time, for the indexing thread. What belongs to a slot is made
/// anew from its exchanges, and not added to: so sums are right after deletions, retries and
/// crashes.
final class SumStore {
    /// Exchanges `e` that began within a slot and have ended.
    static final String ENDED = " e.id >= ?2 AND e.id < ?3 AND e.outcome IS NOT NULL";

    /// The model that answered, else the one that was asked for.
    static final String MODEL = "coalesce(nullif(e.priced_as, ''), e.model, '')";

    private static final String FAILED =
            "(e.status >= 400 OR e.error IS NOT NULL OR e.outcome NOT IN ('completed',"
                    + " 'client_aborted'))";

    private static final String DIMENSIONS =
            "e.provider AS provider, "
                    + MODEL
                    + " AS model, coalesce(s.project, '') AS project, CASE WHEN e.conversation IS"
                    + " NULL THEN 'side' WHEN c.main = 1 THEN 'main' ELSE coalesce(c.type,"
                    + " 'unknown') END AS agent, e.class AS class";

    /// What each exchange adds to the sums of what was used.
    private static final String FIGURES =
            ", count(*), coalesce(sum("
                    + FAILED
                    + "), 0), "
                    + Tokens.sums("e")
                    + ", "
                    + Spending.sums("e")
                    + ", sum(cache_saved), sum(cache_surcharge), sum(lost), sum(cache_missed)";

    private static final String EXCHANGES =
            " FROM exchange e JOIN session s ON s.id = e.session LEFT JOIN conversation c ON c.id ="
                    + " e.conversation WHERE"
                    + ENDED;

    /// A table.
    ///
    /// @param keys tell its rows apart within a block of time
    /// @param sums are added up over blocks
    private record Table(String name, List<String> keys, List<String> sums) {}

    private static final List<String> USAGE =
            List.of(
                    "requests",
                    "failed",
                    "input",
                    "cache_read",
                    "cache_write_5m",
                    "cache_write_1h",
                    "output",
                    "cost_input",
                    "cost_output",
                    "cost_write_5m",
                    "cost_write_1h",
                    "cost_read",
                    "cost_tools",
                    "unpriced",
                    "cache_saved",
                    "cache_surcharge",
                    "lost",
                    "cache_missed");

    private static final List<Table> TABLES =
            List.of(
                    new Table(
                            "usage_block",
                            List.of("provider", "model", "project", "agent", "class"),
                            USAGE),
                    new Table(
                            "tool_usage_block",
                            List.of("tool", "provider", "model", "project", "agent", "class"),
                            USAGE),
                    new Table(
                            "error_block",
                            List.of("provider", "model", "project", "agent", "class", "error"),
                            List.of("requests")),
                    new Table(
                            "tool_block",
                            List.of("name", "project"),
                            List.of(
                                    "offered",
                                    "calls",
                                    "results",
                                    "failed",
                                    "input_bytes",
                                    "result_bytes")),
                    new Table("file_block", List.of("file", "project"), List.of("reads", "edits")));

    private final StatementStore sql;

    SumStore(StatementStore sql) {
        this.sql = sql;
    }

    /// Makes the sums of a slot anew.
    void slot(Slot slot) {
        for (Table table : TABLES) {
            clear(table, Span.QUARTER_HOUR, slot.number());
        }
        usage(slot);
        usageOfTools(slot);
        errors(slot);
        tools(slot);
        files(slot);
    }

    /// Makes the sums of a longer block anew, from those of the blocks that it is made of.
    ///
    /// @param parts their length
    void block(Span span, long at, Span parts) {
        for (Table table : TABLES) {
            clear(table, span, at);
            String keys = String.join(", ", table.keys);
            sql.update(
                    "INSERT INTO "
                            + table.name
                            + " SELECT ?1, ?2, "
                            + keys
                            + ", "
                            + table.sums.stream()
                                    .map("sum(%s)"::formatted)
                                    .collect(Collectors.joining(", "))
                            + " FROM "
                            + table.name
                            + " WHERE span = ?3 AND at >= ?2 AND at < ?4 GROUP BY "
                            + keys,
                    span.slots(),
                    at,
                    parts.slots(),
                    at + span.slots());
        }
    }

    private void clear(Table table, Span span, long at) {
        sql.update("DELETE FROM " + table.name + " WHERE span = ? AND at = ?", span.slots(), at);
    }

    private void usage(Slot slot) {
        put(
                slot,
                "INSERT INTO usage_block SELECT 1, ?1, "
                        + DIMENSIONS
                        + FIGURES
                        + EXCHANGES
                        + " GROUP BY 3, 4, 5, 6, 7");
    }

    /// The same by the tools that answers call: an exchange counts once for each of them, and for
    /// '' where it calls none.
    private void usageOfTools(Slot slot) {
        put(
                slot,
                "INSERT INTO tool_usage_block SELECT 1, ?1, coalesce(t.name, '') AS tool, "
                        + DIMENSIONS
                        + FIGURES
                        + " FROM exchange e JOIN session s ON s.id = e.session LEFT JOIN"
                        + " conversation c ON c.id = e.conversation LEFT JOIN (SELECT DISTINCT"
                        + " exchange, name FROM tool_call WHERE exchange >= ?2 AND exchange < ?3) t"
                        + " ON t.exchange = e.id WHERE"
                        + ENDED
                        + " GROUP BY 3, 4, 5, 6, 7, 8");
    }

    private void errors(Slot slot) {
        put(
                slot,
                "INSERT INTO error_block SELECT 1, ?1, "
                        + DIMENSIONS
                        + ", coalesce(e.error, CASE WHEN e.status >= 400 THEN CAST(e.status AS"
                        + " TEXT) END, e.outcome), count(*)"
                        + EXCHANGES
                        + " AND "
                        + FAILED
                        + " GROUP BY 3, 4, 5, 6, 7, 8");
    }

    private void tools(Slot slot) {
        put(
                slot,
                "INSERT INTO tool_block SELECT 1, ?1, name, project, sum(offered), sum(calls),"
                        + " sum(results), sum(failed), sum(input_bytes), sum(result_bytes) FROM ("
                        + "SELECT n.value AS name, o.project AS project, o.requests AS offered, 0"
                        + " AS calls, 0 AS results, 0 AS failed, 0 AS input_bytes, 0 AS"
                        + " result_bytes FROM (SELECT e.toolset AS toolset, coalesce(s.project, '')"
                        + " AS project, count(*) AS requests FROM exchange e JOIN session s ON s.id"
                        + " = e.session WHERE e.toolset IS NOT NULL AND"
                        + ENDED
                        + " GROUP BY 1, 2) o JOIN toolset t ON t.id = o.toolset, json_each(t.names)"
                        + " n UNION ALL SELECT t.name, coalesce(s.project, ''), 0, count(*),"
                        + " count(t.returned), coalesce(sum(t.is_error), 0), sum(t.input_size),"
                        + " coalesce(sum(t.result_size), 0) FROM exchange e JOIN tool_call t ON"
                        + " t.exchange = e.id JOIN session s ON s.id = t.session WHERE"
                        + ENDED
                        + " GROUP BY 1, 2) GROUP BY 3, 4");
    }

    private void files(Slot slot) {
        put(
                slot,
                "INSERT INTO file_block SELECT 1, ?1, t.file, coalesce(s.project, ''), sum(t.name ="
                        + " 'Read'), sum(t.name <> 'Read') FROM exchange e JOIN tool_call t ON"
                        + " t.exchange = e.id JOIN session s ON s.id = t.session WHERE"
                        + ENDED
                        + " AND t.file IS NOT NULL GROUP BY 3, 4");
    }

    private void put(Slot slot, String insert) {
        sql.update(insert, slot.number(), slot.firstId(), slot.next().firstId());
    }
}
