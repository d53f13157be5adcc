package dev.ccproxy.data.statistics;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table of the API's limits, for the indexing thread.
final class RateLimitStore {
    private static final int AT_ONCE = 200;

    private final StatementStore sql;
    private final Map<Key, Told> told = new LinkedHashMap<>();

    RateLimitStore(StatementStore sql) {
        this.sql = sql;
    }

    /// A limit within a quarter of an hour.
    private record Key(long slot, String organization, String name) {}

    /// What an exchange's answer tells of a limit.
    private record Tale(long exchange, RateLimit limit) {
        boolean isAbove(Tale other) {
            Double mine = limit.used();
            Double its = other.limit.used();
            return its == null || (mine != null && mine > its);
        }
    }

    /// What a batch tells of a limit: last, and of its highest use.
    private record Told(Tale last, Tale peak) {
        Told and(Told later) {
            return new Told(
                    later.last.exchange >= last.exchange ? later.last : last,
                    later.peak.isAbove(peak) ? later.peak : peak);
        }
    }

    /// Takes what an answer's headers tell, to be noted by [#write].
    void written(Exchange exchange) {
        ResponseHead response = exchange.response();
        if (response == null) {
            return;
        }
        List<RateLimit> limits = RateLimit.of(response.headers());
        String organization = limits.isEmpty() ? "" : RateLimit.organization(response.headers());
        for (RateLimit limit : limits) {
            Tale tale = new Tale(exchange.id().value(), limit);
            Key key = new Key(Slot.of(exchange.id()).number(), organization, limit.name());
            told.merge(key, new Told(tale, tale), Told::and);
        }
    }

    /// Takes note of what was told.
    void write() {
        told.forEach(this::put);
        told.clear();
    }

    private void put(Key key, Told batch) {
        RateLimit limit = batch.last.limit;
        Tale peak = batch.peak;
        sql.update(
                "INSERT INTO rate_limit (slot, organization, name, exchange, used, remaining, most,"
                        + " resets_at, status, peak_exchange, peak) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                        + " ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO UPDATE SET exchange ="
                        + " excluded.exchange, used = excluded.used, remaining ="
                        + " excluded.remaining, most = excluded.most, resets_at ="
                        + " excluded.resets_at, status = excluded.status WHERE excluded.exchange >="
                        + " exchange",
                key.slot,
                key.organization,
                key.name,
                batch.last.exchange,
                limit.used(),
                limit.remaining(),
                limit.most(),
                limit.resetsAt() == null ? null : limit.resetsAt().getEpochSecond(),
                limit.status(),
                peak.exchange,
                peak.limit.used());
        sql.update(
                "UPDATE rate_limit SET peak = ?1, peak_exchange = ?2 WHERE slot = ?3 AND"
                        + " organization = ?4 AND name = ?5 AND (peak IS NULL OR peak < ?1)",
                peak.limit.used(),
                peak.exchange,
                key.slot,
                key.organization,
                key.name);
    }

    /// Takes note again of what the others in its slot tell, where this exchange's answer counted.
    void deleted(ExchangeId id, ExchangeReader record) throws StoreException {
        write();
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
