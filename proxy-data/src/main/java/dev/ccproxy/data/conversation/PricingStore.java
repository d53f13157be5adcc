package dev.ccproxy.data.conversation;

import dev.ccproxy.data.cost.Cost;
import dev.ccproxy.data.cost.Price;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.message.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What exchanges cost, for the indexing thread. It depends on prices that may change, so it is
/// reckoned anew from what the answers took whenever they do.
final class PricingStore {
    private static final int AT_ONCE = 10_000;

    private final StatementStore sql;
    private final Prices prices;
    private final Map<String, Optional<Price>> found = new HashMap<>();

    PricingStore(StatementStore sql, Prices prices) {
        this.sql = sql;
        this.prices = prices;
    }

    /// What an exchange was charged for.
    ///
    /// @param model whose price counts
    private record Charged(long exchange, String model, Usage usage) {}

    /// Takes note of what an answer took and costs.
    ///
    /// @param model whose price counts, if it is known
    void charge(long exchange, @Nullable String model, Usage usage) {
        if (usage.equals(Usage.NONE)) {
            return;
        }
        Charged charged = new Charged(exchange, model == null ? "" : model, usage);
        Cost known = cost(charged);
        Cost cost = known == null ? Cost.ZERO : known;
        sql.update(
                "UPDATE exchange SET input = ?, cache_read = ?, cache_write_5m = ?, cache_write_1h ="
                        + " ?, output = ?, searches = ?, tier = ?, priced_as = ?, cost_input = ?,"
                        + " cost_output = ?, cost_write_5m = ?, cost_write_1h = ?, cost_read = ?,"
                        + " cost_tools = ?, unpriced = ? WHERE id = ?",
                usage.inputTokens(),
                usage.cacheReadInputTokens(),
                usage.cacheWrite5mInputTokens(),
                usage.cacheWrite1hInputTokens(),
                usage.outputTokens(),
                usage.webSearchRequests(),
                usage.serviceTier(),
                charged.model,
                cost.input().picodollars(),
                cost.output().picodollars(),
                cost.cacheWrite5m().picodollars(),
                cost.cacheWrite1h().picodollars(),
                cost.cacheRead().picodollars(),
                cost.serverTools().picodollars(),
                known == null ? 1 : 0,
                exchange);
    }

    private @Nullable Cost cost(Charged charged) {
        return found.computeIfAbsent(charged.model, model -> Optional.ofNullable(prices.of(model)))
                .map(price -> price.cost(charged.usage))
                .orElse(null);
    }

    private void price(Charged charged) {
        Cost known = cost(charged);
        Cost cost = known == null ? Cost.ZERO : known;
        sql.update(
                "UPDATE exchange SET cost_input = ?, cost_output = ?, cost_write_5m = ?,"
                        + " cost_write_1h = ?, cost_read = ?, cost_tools = ?, unpriced = ? WHERE id"
                        + " = ?",
                cost.input().picodollars(),
                cost.output().picodollars(),
                cost.cacheWrite5m().picodollars(),
                cost.cacheWrite1h().picodollars(),
                cost.cacheRead().picodollars(),
                cost.serverTools().picodollars(),
                known == null ? 1 : 0,
                charged.exchange);
    }

    /// Reckons all costs anew where prices are others than before.
    void refresh() {
        String now = prices.fingerprint();
        String before = sql.first("SELECT prices FROM priced", RowReader::text);
        if (now.equals(before)) {
            return;
        }
        long last = 0;
        List<Charged> some = chargedAfter(last);
        while (!some.isEmpty()) {
            some.forEach(this::price);
            last = some.getLast().exchange;
            some = chargedAfter(last);
        }
        sumUp("conversation");
        sumUp("session");
        sql.update("INSERT OR REPLACE INTO priced VALUES (0, ?)", now);
    }

    private List<Charged> chargedAfter(long exchange) {
        return sql.list(
                "SELECT id, priced_as, input, cache_read, cache_write_5m, cache_write_1h, output,"
                        + " searches, tier FROM exchange WHERE id > ? AND priced_as IS NOT NULL"
                        + " ORDER BY id LIMIT ?",
                row ->
                        new Charged(
                                row.number(),
                                row.text(),
                                new Usage(
                                        row.number(),
                                        row.number(),
                                        row.number(),
                                        row.number(),
                                        row.number(),
                                        row.number(),
                                        row.textOrNull())),
                exchange,
                AT_ONCE);
    }

    private void sumUp(String table) {
        sql.update(
                "UPDATE %1$s AS whole SET (%2$s) = (SELECT %3$s FROM exchange WHERE %1$s = whole.id)"
                        .formatted(table, Spending.COLUMNS, Spending.SUMS));
    }
}
