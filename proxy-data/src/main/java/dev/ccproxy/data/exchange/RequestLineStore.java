package dev.ccproxy.data.exchange;

import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the index knows of exchanges: lines of a list, without a look at the record.
final class RequestLineStore {
    private static final String FACTS =
            "e.class, c.key, "
                    + CriterionStore.AGENT_TYPE
                    + ", (SELECT group_concat(name, char(10)) FROM (SELECT name FROM tool_call t"
                    + " WHERE t.exchange = e.id ORDER BY t.id)), e.priced_as IS NOT NULL, e.input,"
                    + " e.cache_read, e.cache_write_5m, e.cache_write_1h, e.output, e.cache_ratio,"
                    + " e.cost, e.stop_reason, e.error, e.provider, e.routed_model";
    private static final String LINES =
            "SELECT e.id, e.started, t.method, t.path, nullif(t.query, ''), e.outcome, r.detail,"
                    + " e.status, e.model, nullif(s.key, ''), r.agent, r.parent_agent,"
                    + " r.said_class, r.request_bytes, r.response_bytes, r.first_byte,"
                    + " e.first_token, e.duration, "
                    + FACTS
                    + " FROM json_each(?) wanted CROSS JOIN exchange e ON e.id = wanted.value"
                    + " CROSS JOIN request r ON r.id = e.id CROSS JOIN target t ON t.id = r.target"
                    + " CROSS JOIN session s ON s.id = e.session"
                    + " LEFT JOIN conversation c ON c.id = e.conversation";

    private final StatementStore sql;

    RequestLineStore(StatementStore sql) {
        this.sql = sql;
    }

    /// The exchanges with these ids, in this order.
    List<ExchangeSummary> lines(List<Long> ids) {
        Map<String, ExchangeSummary> found = new HashMap<>();
        String wanted =
                ids.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        sql.list(LINES, RequestLineStore::line, wanted).forEach(line -> found.put(line.id(), line));
        return ids.stream()
                .map(id -> found.get(new ExchangeId(id).toString()))
                .filter(Objects::nonNull)
                .toList();
    }

    /// What follows from an exchange's bodies, if it is indexed.
    @Nullable RequestFacts facts(long id) {
        return sql.first(
                "SELECT "
                        + FACTS
                        + " FROM exchange e LEFT JOIN conversation c ON c.id = e.conversation"
                        + " WHERE e.id = ?",
                RequestLineStore::facts,
                id);
    }

    /// The last of the record's changes that is in the index.
    long revision() {
        return Objects.requireNonNullElse(sql.number("SELECT revision FROM progress"), 0L);
    }

    /// The newest exchange that is indexed; 0 where none is.
    long newest() {
        return Objects.requireNonNullElse(
                sql.number("SELECT coalesce(max(id), 0) FROM request"), 0L);
    }

    private static ExchangeSummary line(RowReader row) {
        return new ExchangeSummary(
                new ExchangeId(row.number()).toString(),
                Instant.EPOCH.plus(row.number(), ChronoUnit.MICROS),
                row.text(),
                row.text(),
                row.textOrNull(),
                outcome(row.textOrNull()),
                Objects.requireNonNullElse(row.textOrNull(), ""),
                status(row.numberOrNull()),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.number(),
                row.number(),
                row.numberOrNull(),
                row.numberOrNull(),
                row.numberOrNull(),
                facts(row));
    }

    private static ExchangeOutcome outcome(@Nullable String code) {
        return code == null
                ? ExchangeOutcome.IN_FLIGHT
                : ExchangeOutcome.withCode(code).orElseThrow();
    }

    private static @Nullable Integer status(@Nullable Long status) {
        return status == null ? null : status.intValue();
    }

    private static RequestFacts facts(RowReader row) {
        String kind = row.text();
        String conversation = row.textOrNull();
        String agentType = row.textOrNull();
        String tools = row.textOrNull();
        boolean charged = row.flag();
        RequestFacts.Charge charge =
                new RequestFacts.Charge(
                        row.number(),
                        row.number(),
                        row.number(),
                        row.number(),
                        row.number(),
                        row.realOrNull(),
                        money(row.numberOrNull()));
        return new RequestFacts(
                kind,
                conversation,
                agentType,
                tools == null ? List.of() : Stream.of(tools.split("\n", -1)).toList(),
                charged ? charge : null,
                row.textOrNull(),
                row.textOrNull(),
                row.text(),
                row.textOrNull());
    }

    private static @Nullable Money money(@Nullable Long picodollars) {
        return picodollars == null ? null : new Money(picodollars);
    }
}
