package dev.ccproxy.data.conversation;

import dev.ccproxy.data.cost.CacheEffect;
import dev.ccproxy.data.cost.Cost;
import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.cost.Price;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.data.cost.Rates;
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
    /// @param lost tokens that its predecessor had left in the cache and that were not read
    private record Charged(long exchange, String model, Usage usage, long lost) {}

    /// What that costs, and what the cache has to do with it.
    private record Bill(Cost cost, CacheEffect effect, Money missed, boolean priced) {
        static final Bill UNPRICED = new Bill(Cost.ZERO, CacheEffect.NONE, Money.ZERO, false);
    }

    /// Takes note of what an answer took and costs.
    ///
    /// @param model whose price counts, if it is known
    void charge(long exchange, @Nullable String model, Usage usage) {
        if (usage.equals(Usage.NONE)) {
            return;
        }
        sql.update(
                "UPDATE exchange SET input = ?, cache_read = ?, cache_write_5m = ?, cache_write_1h ="
                        + " ?, output = ?, searches = ?, tier = ?, priced_as = ? WHERE id = ?",
                usage.inputTokens(),
                usage.cacheReadInputTokens(),
                usage.cacheWrite5mInputTokens(),
                usage.cacheWrite1hInputTokens(),
                usage.outputTokens(),
                usage.webSearchRequests(),
                usage.serviceTier(),
                model == null ? "" : model,
                exchange);
        compare(exchange);
        compareNext(
                exchange, sql.number("SELECT conversation FROM exchange WHERE id = ?", exchange));
    }

    /// Reckons anew what came after an exchange that was deleted.
    void forgotten(long exchange, @Nullable Long conversation) {
        compareNext(exchange, conversation);
    }

    private void compareNext(long exchange, @Nullable Long conversation) {
        Long next =
                sql.number(
                        "SELECT id FROM exchange WHERE conversation = ? AND priced_as IS NOT NULL"
                                + " AND id > ? ORDER BY id LIMIT 1",
                        conversation,
                        exchange);
        if (next != null) {
            compare(next);
        }
    }

    /// Finds out how many tokens were not read that the request before had left in the cache.
    private void compare(long exchange) {
        sql.update(
                "UPDATE exchange AS e SET lost = coalesce((SELECT max(0, p.cache_read +"
                        + " p.cache_write_5m + p.cache_write_1h - e.cache_read) FROM exchange p"
                        + " WHERE p.conversation = e.conversation AND p.priced_as IS NOT NULL AND"
                        + " p.id < e.id ORDER BY p.id DESC LIMIT 1), 0) WHERE id = ?",
                exchange);
        charged("id = ?", exchange).forEach(this::price);
    }

    private Bill bill(Charged charged) {
        Price price =
                found.computeIfAbsent(charged.model, model -> Optional.ofNullable(prices.of(model)))
                        .orElse(null);
        Usage usage = charged.usage;
        Rates rates = price == null ? null : price.ratesFor(usage);
        Cost cost = price == null ? null : price.cost(usage);
        CacheEffect effect = price == null ? null : price.cacheEffect(usage);
        return cost == null || effect == null || rates == null
                ? Bill.UNPRICED
                : new Bill(cost, effect, rates.missCost(charged.lost, usage), true);
    }

    private void price(Charged charged) {
        Bill bill = bill(charged);
        Cost cost = bill.cost;
        sql.update(
                "UPDATE exchange SET cost_input = ?, cost_output = ?, cost_write_5m = ?,"
                        + " cost_write_1h = ?, cost_read = ?, cost_tools = ?, cache_saved = ?,"
                        + " cache_surcharge = ?, cache_missed = ?, unpriced = ? WHERE id = ?",
                cost.input().picodollars(),
                cost.output().picodollars(),
                cost.cacheWrite5m().picodollars(),
                cost.cacheWrite1h().picodollars(),
                cost.cacheRead().picodollars(),
                cost.serverTools().picodollars(),
                bill.effect.saved().picodollars(),
                bill.effect.surcharge().picodollars(),
                bill.missed.picodollars(),
                bill.priced ? 0 : 1,
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
        return charged("id > ? AND priced_as IS NOT NULL ORDER BY id LIMIT ?", exchange, AT_ONCE);
    }

    private List<Charged> charged(String which, Object... values) {
        return sql.list(
                "SELECT id, priced_as, input, cache_read, cache_write_5m, cache_write_1h, output,"
                        + " searches, tier, lost FROM exchange WHERE "
                        + which,
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
                                        row.textOrNull()),
                                row.number()),
                values);
    }

    private void sumUp(String table) {
        sql.update(
                "UPDATE %1$s AS whole SET (%2$s) = (SELECT %3$s FROM exchange WHERE %1$s = whole.id)"
                        .formatted(table, Spending.COLUMNS, Spending.SUMS));
    }
}
