package dev.ccproxy.data.deletion;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Counts what a deletion would take away.
final class DeletionPreviewStore {
    private static final String COUNTS =
            "SELECT count(*), count(DISTINCT e.session), min(e.started), max(e.started),"
                    + " coalesce(sum(r.request_bytes), 0), coalesce(sum(r.response_bytes), 0)"
                    + " FROM exchange e JOIN request r ON r.id = e.id";

    private final StatementStore sql;

    DeletionPreviewStore(StatementStore sql) {
        this.sql = sql;
    }

    /// What there is of it.
    ///
    /// @param first when the first one started
    /// @param last when the last one started
    record Counts(
            long exchanges,
            long sessions,
            @Nullable Instant first,
            @Nullable Instant last,
            long requestBytes,
            long responseBytes) {}

    Counts everything() {
        return counts("");
    }

    Counts session(String session) {
        return counts(" WHERE e.session = (SELECT id FROM session WHERE key = ?)", session);
    }

    Counts between(Instant from, Instant until) {
        return counts(" WHERE e.id >= ? AND e.id < ?", idAt(from), idAt(until));
    }

    private Counts counts(String condition, Object... values) {
        Counts counts = sql.first(COUNTS + condition, DeletionPreviewStore::read, values);
        if (counts == null) {
            throw new IllegalStateException("counting tells nothing");
        }
        return counts;
    }

    private static Counts read(RowReader row) {
        return new Counts(
                row.number(),
                row.number(),
                instant(row.numberOrNull()),
                instant(row.numberOrNull()),
                row.number(),
                row.number());
    }

    private static @Nullable Instant instant(@Nullable Long micros) {
        return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long idAt(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment) << ExchangeId.WRITER_BITS;
    }
}
