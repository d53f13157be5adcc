package dev.ccproxy.store;

import java.util.List;

/// Where exchanges are kept. One thread writes; any number of other processes may read.
public interface ExchangeStore extends AutoCloseable {
    /// Makes these entries durable, all or none.
    ///
    /// @throws StoreException if they could not be written; the store may be used again afterwards
    void write(List<RecordEntry> entries) throws StoreException;

    /// Ends the exchanges that a process which no longer lives left in flight.
    ///
    /// @return how many there were
    int closeAbandoned() throws StoreException;

    @Override
    void close();
}
