package dev.ccproxy.data.index;

import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.util.List;

/// What a feature keeps in the index. Only the indexing thread calls it.
public interface Chapter {
    /// When it is asked, beside others: what builds on another's rows comes after it, with a higher
    /// number.
    default int order() {
        return 0;
    }

    /// Brings up to date what does not depend on the record alone, within a transaction, before
    /// anything else is asked of it.
    default void opened(StatementStore sql) {}

    /// Takes what changed, within a transaction. The same change may come again after a failure.
    ///
    /// @param sql the index
    /// @param record to read bodies from
    /// @param changes in order
    void index(StatementStore sql, ExchangeReader record, List<Change> changes)
            throws StoreException;
}
