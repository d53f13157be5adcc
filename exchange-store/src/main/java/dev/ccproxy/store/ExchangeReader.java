package dev.ccproxy.store;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the record, in the writing process or in any other, and never changes it.
public interface ExchangeReader extends AutoCloseable {
    /// One exchange, without its bodies.
    Optional<Exchange> find(ExchangeId id) throws StoreException;

    /// The newest exchanges first.
    ///
    /// @param before only those older than this one; null for the newest of all
    /// @param limit how many at the most
    List<Exchange> newest(@Nullable ExchangeId before, int limit) throws StoreException;

    /// The request's body as it came, its SHA-256 checked; empty where it is not on record.
    Optional<Bytes> requestBody(ExchangeId id) throws StoreException;

    /// The response's body as it came, so far; its SHA-256 checked once the exchange has ended.
    Optional<Bytes> responseBody(ExchangeId id) throws StoreException;

    @Override
    void close();
}
