package dev.ccproxy.data.exchange;

import static dev.ccproxy.data.exchange.ExchangeFilter.given;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Turns a filter into SQL.
///
/// Where a condition repeats that of a partial index (`status <> 200`), that is for SQLite to see
/// that it may use it.
final class CriterionStore {
    /// The type of the agent whose conversation `c` is.
    static final String AGENT_TYPE =
            "CASE WHEN c.main = 1 THEN NULL ELSE coalesce(c.agent_type, (SELECT subagent FROM"
                    + " tool_call WHERE session = c.session AND tool_use = c.spawn), 'unknown') END";

    private static final int COMMON_STATUS = 200;
    private static final int FIRST_FAILURE = 400;
    private static final String COMMON_KIND = "main";
    private static final String COMMON_PROVIDER = "anthropic";

    private final StatementStore sql;

    CriterionStore(StatementStore sql) {
        this.sql = sql;
    }

    List<Criterion> criteria(ExchangeFilter filter) {
        List<Optional<Criterion>> all = new ArrayList<>();
        all.add(
                given(filter.session())
                        .map(wanted ->
                                Criterion.onExchange(
                                        "e.session = (SELECT id FROM session WHERE key = ?)",
                                        wanted)));
        all.add(
                given(filter.conversation())
                        .map(wanted ->
                                Criterion.onExchange(
                                        "e.conversation = (SELECT id FROM conversation WHERE key = ?)",
                                        wanted)));
        all.add(filter.statuses().map(CriterionStore::status));
        all.add(filter.wantedOutcome().map(CriterionStore::outcome));
        all.add(given(filter.kind()).map(CriterionStore::kind));
        all.add(given(filter.tool()).map(CriterionStore::tool));
        all.add(given(filter.provider()).map(CriterionStore::provider));
        all.add(given(filter.agentType()).map(CriterionStore::agentType));
        all.add(given(filter.agent()).map(CriterionStore::agent));
        all.add(given(filter.model()).map(model -> Criterion.onExchange("e.model = ?", model)));
        all.add(filter.text().map(this::text));
        all.add(filter.first().map(first -> Criterion.onExchange("e.id >= ?", idAt(first))));
        all.add(filter.end().map(end -> Criterion.onExchange("e.id < ?", idAt(end))));
        return all.stream().flatMap(Optional::stream).toList();
    }

    /// What the id of an exchange that starts then is at least.
    private static long idAt(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment) << ExchangeId.WRITER_BITS;
    }

    /// Of a class of failures the newest are found in their order, and not by sorting them all.
    private static Criterion status(ExchangeFilter.Statuses wanted) {
        String within = "e.status BETWEEN ? AND ?";
        if (wanted.first() >= FIRST_FAILURE && wanted.first() < wanted.last()) {
            return new Criterion(
                    "SELECT e.id AS id FROM exchange e INDEXED BY exchange_failed WHERE "
                            + within
                            + " AND e.status >= 400",
                    within,
                    List.of(wanted.first(), wanted.last()),
                    true);
        }
        return Criterion.onExchange(
                wanted.contains(COMMON_STATUS) ? within : within + " AND e.status <> 200",
                wanted.first(),
                wanted.last());
    }

    private static Criterion outcome(ExchangeOutcome wanted) {
        return switch (wanted) {
            case IN_FLIGHT ->
                    Criterion.onExchange("e.outcome IS NULL AND e.outcome IS NOT 'completed'");
            case COMPLETED -> Criterion.onExchange("e.outcome = 'completed'");
            case UPSTREAM_ERROR,
                    CLIENT_ABORTED,
                    UPSTREAM_UNREACHABLE,
                    UPSTREAM_TRUNCATED,
                    REJECTED,
                    ABANDONED ->
                    Criterion.onExchange(
                            "e.outcome = ? AND e.outcome IS NOT 'completed'", wanted.code());
        };
    }

    private static Criterion kind(String wanted) {
        String same = "e.class = ?";
        return Criterion.onExchange(
                wanted.equals(COMMON_KIND) ? same : same + " AND e.class <> 'main'", wanted);
    }

    private static Criterion tool(String wanted) {
        return new Criterion(
                "SELECT DISTINCT t.exchange AS id FROM tool_call t WHERE t.name = ?",
                "EXISTS (SELECT 1 FROM tool_call t WHERE t.exchange = e.id AND t.name = ?)",
                List.of(wanted),
                false);
    }

    private static Criterion provider(String wanted) {
        String same = "e.provider = ?";
        return Criterion.onExchange(
                wanted.equals(COMMON_PROVIDER) ? same : same + " AND e.provider <> 'anthropic'",
                wanted);
    }

    private static Criterion agentType(String wanted) {
        String conversations =
                "SELECT c.id FROM conversation c WHERE c.main = 0 AND " + AGENT_TYPE + " = ?";
        return Criterion.onExchange("e.conversation IN (" + conversations + ")", wanted)
                .outOfOrder();
    }

    private static Criterion agent(String wanted) {
        return wanted.equals(ExchangeFilter.MAIN_AGENT)
                ? Criterion.onRequest("r.agent IS NULL")
                : Criterion.onRequest("r.agent = ?", wanted);
    }

    private Criterion text(String wanted) {
        String targets =
                sql
                        .list(
                                "SELECT id FROM target WHERE instr(lower(method || ' ' || path ||"
                                        + " iif(query = '', '', '?' || query)), ?) > 0",
                                RowReader::number,
                                wanted)
                        .stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "[", "]"));
        return Criterion.onRequest("r.target IN (SELECT value FROM json_each(?))", targets)
                .outOfOrder();
    }
}
