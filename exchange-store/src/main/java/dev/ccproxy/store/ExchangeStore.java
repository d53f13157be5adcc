package dev.ccproxy.store;

import java.util.List;

/// Where exchanges are kept. One thread writes; any number of other processes may read, and for a
/// while (a redeploy) a second process may write too.
///
/// Every method but [#delete] and [#retain] belongs to the writing thread. A method that threw may
/// be called again: the store mends what it can by itself.
public interface ExchangeStore extends AutoCloseable {
    /// Makes the store ready. The other methods do so by themselves when it is not; calling this
    /// first tells at the start what is wrong.
    ///
    /// @throws IncompatibleStoreException if a newer version of this program has changed the
    ///   record; waiting does not help
    /// @throws StoreException if it cannot be used now; it may be usable later
    void open() throws StoreException;

    /// Tells this writer from all others that live: 0 to 2047, for
    /// [dev.ccproxy.exchange.ExchangeId]'s low bits. Another one may be given after a failure.
    int writer() throws StoreException;

    /// Makes these entries durable, all or none. Entries of exchanges that are not on record (any
    /// more) are passed over.
    ///
    /// @throws StoreException if they could not be written; the store may be used again afterwards
    void write(List<RecordEntry> entries) throws StoreException;

    /// Ends the exchanges that a process which no longer lives left in flight, as
    /// [dev.ccproxy.exchange.Outcome.Abandoned].
    ///
    /// @return how many there were
    int closeAbandoned() throws StoreException;

    /// Does one small step of what is waiting, deletion, retention, giving back space, packing. To
    /// be called whenever there is nothing to write, and now and then when there is. A step holds
    /// the writing thread for some tens of milliseconds at the most.
    ///
    /// @return whether there is more to do at once
    boolean maintain() throws StoreException;

    /// Has these exchanges deleted, bodies and all, by the coming [#maintain] steps. Any thread.
    Deletion delete(Selection selection);

    /// Sets what is kept from now on; [Retention#UNLIMITED] until it is called. Any thread.
    void retain(Retention retention);

    @Override
    void close();
}
