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
    private static final List<String> BILL =
            List.of(
                    "cost_input",
                    "cost_output",
                    "cost_write_5m",
                    "cost_write_1h",
                    "cost_read",
                    "cost_tools",
                    "cache_saved",
                    "cache_surcharge",
                    "cache_missed",
                    "unpriced");

    private static final List<String> CHARGE =
            List.of(
                    "input",
                    "cache_read",
                    "cache_write_5m",
                    "cache_write_1h",
                    "output",
                    "searches",
                    "tier",
                    "priced_as",
                    "lost");

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

        /// What [#BILL] takes.
        Object[] values() {
            return new Object[] {
                cost.input().picodollars(),
                cost.output().picodollars(),
                cost.cacheWrite5m().picodollars(),
                cost.cacheWrite1h().picodollars(),
                cost.cacheRead().picodollars(),
                cost.serverTools().picodollars(),
                effect.saved().picodollars(),
                effect.surcharge().picodollars(),
                missed.picodollars(),
                priced ? 0 : 1
            };
        }
    }

    /// Adds what an answer took and costs to an exchange's row; nothing where it took nothing.
    ///
    /// @param model whose price counts, if it is known
    void charge(
            ExchangeRow row,
            long exchange,
            @Nullable Long conversation,
            @Nullable String model,
            Usage usage) {
        if (usage.equals(Usage.NONE)) {
            return;
        }
        Charged charged =
                new Charged(
                        exchange,
                        model == null ? "" : model,
                        usage,
                        lost(exchange, conversation, usage.cacheReadInputTokens()));
        row.add(
                CHARGE,
                usage.inputTokens(),
                usage.cacheReadInputTokens(),
                usage.cacheWrite5mInputTokens(),
                usage.cacheWrite1hInputTokens(),
                usage.outputTokens(),
                usage.webSearchRequests(),
                usage.serviceTier(),
                charged.model,
                charged.lost);
        row.add(BILL, bill(charged).values());
    }

    /// Reckons anew what follows an exchange that was charged or deleted.
    void compareNext(long exchange, @Nullable Long conversation) {
        Long next =
                sql.number(
                        "SELECT id FROM exchange WHERE conversation = ? AND priced_as IS NOT NULL"
                                + " AND id > ? ORDER BY id LIMIT 1",
                        conversation,
                        exchange);
        if (next == null) {
            return;
        }
        for (Charged charged : charged("id = ?", next)) {
            long lost = lost(next, conversation, charged.usage.cacheReadInputTokens());
            if (lost != charged.lost) {
                sql.update("UPDATE exchange SET lost = ? WHERE id = ?", lost, next);
                price(new Charged(next, charged.model, charged.usage, lost));
            }
        }
    }

    /// How many tokens were not read that the request before had left in the cache.
    private long lost(long exchange, @Nullable Long conversation, long read) {
        Long lost =
                sql.number(
                        "SELECT max(0, cache_read + cache_write_5m + cache_write_1h - ?) FROM"
                                + " exchange WHERE conversation = ? AND priced_as IS NOT NULL AND"
                                + " id < ? ORDER BY id DESC LIMIT 1",
                        read,
                        conversation,
                        exchange);
        return lost == null ? 0 : lost;
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
        ExchangeRow row = new ExchangeRow();
        row.add(BILL, bill(charged).values());
        row.update(sql, charged.exchange);
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
