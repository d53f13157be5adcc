package dev.ccproxy.data.routing;

import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.message.Usage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the index knows of routed exchanges.
final class RoutedStore {
    private final StatementStore sql;

    RoutedStore(StatementStore sql) {
        this.sql = sql;
    }

    /// How often a mapping matched, and when last.
    record Matches(String agent, long count, Instant last) {}

    /// What an answer took and cost.
    ///
    /// @param cost null where that is not known
    record Taken(Usage usage, @Nullable Money cost) {}

    /// The matches on record, by agent.
    Map<String, Matches> matches() {
        Map<String, Matches> matches = new HashMap<>();
        sql.list(
                        "SELECT routed_agent, count(*), max(started) FROM exchange"
                                + " WHERE routed_agent IS NOT NULL GROUP BY routed_agent",
                        row ->
                                new Matches(
                                        row.text(),
                                        row.number(),
                                        Instant.EPOCH.plus(row.number(), ChronoUnit.MICROS)))
                .forEach(one -> matches.put(one.agent(), one));
        return matches;
    }

    /// What routed requests took, the most expensive first.
    List<RoutingView.Spending> spending() {
        return sql.list(
                "SELECT provider, routed_model, count(*), sum(input), sum(cache_read), sum(output),"
                        + " coalesce(sum(cost), 0), sum(unpriced) FROM exchange"
                        + " WHERE routed_agent IS NOT NULL AND routed_model IS NOT NULL"
                        + " GROUP BY provider, routed_model ORDER BY 7 DESC, 3 DESC",
                row ->
                        new RoutingView.Spending(
                                row.text(),
                                row.text(),
                                row.number(),
                                row.number(),
                                row.number(),
                                row.number(),
                                new Money(row.number()),
                                row.number()));
    }

    /// What an exchange's answer took; null where nothing was charged, or it is not indexed.
    @Nullable Taken taken(long exchange) {
        return sql.first(
                "SELECT input, cache_read, cache_write_5m, cache_write_1h, output, cost FROM"
                        + " exchange WHERE id = ? AND priced_as IS NOT NULL",
                row ->
                        new Taken(
                                new Usage(
                                        row.number(),
                                        row.number(),
                                        row.number(),
                                        row.number(),
                                        row.number(),
                                        0,
                                        null),
                                money(row.numberOrNull())),
                exchange);
    }

    private static @Nullable Money money(@Nullable Long picodollars) {
        return picodollars == null ? null : new Money(picodollars);
    }

    /// The call that sent off the agent which made this request; null where it is not known.
    RoutingClient.@Nullable Called call(long exchange) {
        return sql.first(
                "SELECT t.subagent, t.tool_use FROM exchange e JOIN conversation c"
                        + " ON c.id = e.conversation JOIN tool_call t ON t.session = e.session"
                        + " AND t.tool_use = c.spawn WHERE e.id = ? AND t.subagent IS NOT NULL",
                row -> new RoutingClient.Called(row.text(), row.text()),
                exchange);
    }
}
