package dev.ccproxy.data.statistics;

import dev.ccproxy.data.index.Chapter;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Keeps sums by blocks of time in the index, so that no statistics need to look at every exchange.
@ApplicationScoped
class StatisticsChapter implements Chapter {
    /// After all that it sums up.
    private static final int ORDER = 100;

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void opened(StatementStore sql) {
        new RollUpStore(sql).sumUpStale();
    }

    @Override
    public void index(StatementStore sql, ExchangeReader record, List<Change> changes)
            throws StoreException {
        RateLimitStore limits = new RateLimitStore(sql);
        for (Change change : changes) {
            switch (change) {
                case Change.Written written -> limits.written(written.exchange());
                case Change.Unreadable _ -> {}
                case Change.Deleted deleted -> limits.deleted(deleted.id(), record);
            }
        }
        limits.write();
        new RollUpStore(sql).sumUpStale();
    }
}
