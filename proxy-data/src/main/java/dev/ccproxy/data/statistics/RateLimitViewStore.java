package dev.ccproxy.data.statistics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks what answers told of the API's limits.
final class RateLimitViewStore {
    private final StatementStore sql;
    private final Periods periods;

    RateLimitViewStore(StatementStore sql, Periods periods) {
        this.sql = sql;
        this.periods = periods;
    }

    /// A limit of an organization.
    private record Key(String organization, String name) {}

    RateLimitReport report() {
        Map<Key, List<RateLimitReport.Peak>> peaks = peaks();
        List<RateLimitReport.Limit> limits =
                sql.list(
                        "SELECT organization, name, exchange, used, remaining, most, resets_at,"
                                + " status, max(slot) FROM rate_limit WHERE slot >= ? AND slot < ?"
                                + " GROUP BY organization, name ORDER BY organization, name",
                        row -> limit(row, peaks),
                        periods.items().getFirst().from().number(),
                        periods.items().getLast().until().number());
        return new RateLimitReport(
                periods.zone().getId(),
                periods.by(),
                periods.items().stream().map(period -> period.start().toInstant()).toList(),
                limits);
    }

    private static RateLimitReport.Limit limit(
            RowReader row, Map<Key, List<RateLimitReport.Peak>> peaks) {
        Key key = new Key(row.text(), row.text());
        long micros = row.number() >> ExchangeId.WRITER_BITS;
        Double used = row.realOrNull();
        Long remaining = row.numberOrNull();
        Long most = row.numberOrNull();
        Long resets = row.numberOrNull();
        return new RateLimitReport.Limit(
                key.organization.isEmpty() ? null : key.organization,
                key.name,
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                used,
                headroom(used),
                remaining,
                most,
                resets == null ? null : Instant.ofEpochSecond(resets),
                row.textOrNull(),
                peaks.getOrDefault(key, List.of()));
    }

    private static @Nullable Double headroom(@Nullable Double used) {
        return used == null ? null : Math.clamp(1 - used, 0.0, 1.0);
    }

    private Map<Key, List<RateLimitReport.Peak>> peaks() {
        Map<Key, List<RateLimitReport.Peak>> peaks = new HashMap<>();
        sql.list(
                "SELECT r.organization, r.name, p.key, max(r.peak) FROM json_each(?) p CROSS JOIN"
                        + " rate_limit r ON r.slot >= p.value ->> 0 AND r.slot < p.value ->> 1 WHERE"
                        + " r.peak IS NOT NULL GROUP BY 1, 2, 3",
                row -> {
                    Key key = new Key(row.text(), row.text());
                    int period = (int) row.number();
                    Double used = row.realOrNull();
                    return used != null
                            && peaks.computeIfAbsent(key, _ -> new ArrayList<>())
                                    .add(new RateLimitReport.Peak(period, used));
                },
                slots());
        return peaks;
    }

    /// The periods as pairs of their first slot and the one after their last.
    private String slots() {
        ArrayNode slots = JsonNodeFactory.instance.arrayNode();
        for (Periods.Period period : periods.items()) {
            slots.addArray().add(period.from().number()).add(period.until().number());
        }
        return slots.toString();
    }
}
