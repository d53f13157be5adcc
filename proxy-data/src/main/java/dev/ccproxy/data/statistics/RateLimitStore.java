package dev.ccproxy.data.statistics;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of the API's limits, for the indexing thread.
final class RateLimitStore {
    private static final int AT_ONCE = 200;

    private final StatementStore sql;

    RateLimitStore(StatementStore sql) {
        this.sql = sql;
    }

    /// Takes note of what an answer's headers tell.
    void written(Exchange exchange) {
        ResponseHead response = exchange.response();
        if (response == null) {
            return;
        }
        List<RateLimit> limits = RateLimit.of(response.headers());
        String organization = limits.isEmpty() ? "" : RateLimit.organization(response.headers());
        for (RateLimit limit : limits) {
            put(exchange.id(), organization, limit);
        }
    }

    private void put(ExchangeId id, String organization, RateLimit limit) {
        sql.update(
                "INSERT INTO rate_limit (slot, organization, name, exchange, used, remaining, most,"
                        + " resets_at, status, peak_exchange, peak) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                        + " ?7, ?8, ?9, ?4, ?5) ON CONFLICT DO UPDATE SET exchange ="
                        + " excluded.exchange, used = excluded.used, remaining ="
                        + " excluded.remaining, most = excluded.most, resets_at ="
                        + " excluded.resets_at, status = excluded.status WHERE excluded.exchange >="
                        + " exchange",
                Slot.of(id).number(),
                organization,
                limit.name(),
                id.value(),
                limit.used(),
                limit.remaining(),
                limit.most(),
                limit.resetsAt() == null ? null : limit.resetsAt().getEpochSecond(),
                limit.status());
        sql.update(
                "UPDATE rate_limit SET peak = ?1, peak_exchange = ?2 WHERE slot = ?3 AND"
                        + " organization = ?4 AND name = ?5 AND (peak IS NULL OR peak < ?1)",
                limit.used(),
                id.value(),
                Slot.of(id).number(),
                organization,
                limit.name());
    }

    /// Takes note again of what the others in its slot tell, where this exchange's answer counted.
    void deleted(ExchangeId id, ExchangeReader record) throws StoreException {
        List<Long> counted =
                sql.list(
                        "SELECT 1 FROM rate_limit WHERE exchange = ?1 OR peak_exchange = ?1 LIMIT 1",
                        RowReader::number,
                        id.value());
        if (counted.isEmpty()) {
            return;
        }
        Slot slot = Slot.of(id);
        sql.update("DELETE FROM rate_limit WHERE slot = ?", slot.number());
        @Nullable ExchangeId before = new ExchangeId(slot.next().firstId());
        while (before != null) {
            List<Exchange> some = record.newest(before, AT_ONCE);
            before = some.size() < AT_ONCE ? null : some.getLast().id();
            for (Exchange exchange : some) {
                if (exchange.id().value() < slot.firstId()) {
                    before = null;
                } else {
                    written(exchange);
                }
            }
        }
    }
}
