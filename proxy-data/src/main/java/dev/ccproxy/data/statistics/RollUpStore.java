package dev.ccproxy.data.statistics;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import java.util.List;
import java.util.TreeSet;

/// Brings sums up to date, for the indexing thread.
final class RollUpStore {
    private final StatementStore sql;
    private final SumStore sums;
    private final TimingStore timings;

    RollUpStore(StatementStore sql) {
        this.sql = sql;
        this.sums = new SumStore(sql);
        this.timings = new TimingStore(sql);
    }

    /// Makes anew what belongs to slots in which anything changed, and then the longer blocks that
    /// they lie in, the shortest first.
    void sumUpStale() {
        List<Long> stale = sql.list("DELETE FROM stale_slot RETURNING slot", RowReader::number);
        for (long number : stale) {
            Slot slot = new Slot(number);
            sums.slot(slot);
            timings.slot(slot);
        }
        Span parts = Span.QUARTER_HOUR;
        for (Span span : List.of(Span.HOUR, Span.QUARTER_DAY, Span.DAY)) {
            TreeSet<Long> blocks = new TreeSet<>();
            stale.forEach(slot -> blocks.add(span.blockOf(slot)));
            for (long at : blocks) {
                sums.block(span, at, parts);
                timings.block(span, at, parts);
            }
            parts = span;
        }
    }
}
