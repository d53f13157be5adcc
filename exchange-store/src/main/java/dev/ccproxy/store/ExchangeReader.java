package dev.ccproxy.store;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the record, in the writing process or in any other, and never changes it. Any number of
/// threads may share one.
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

    /// The elements that the request's body is made of, in order, without reading them; empty where
    /// the body is not on record. Their bytes one after the other are the body without its
    /// `cache_control` members.
    ///
    /// Where some of a session was erased, several elements may come as one.
    Optional<List<StoredElement>> requestElements(ExchangeId id) throws StoreException;

    /// The bytes of these elements, one array each, without a check.
    ///
    /// @param elements of requests that are on record; the bytes of others may have been erased
    List<byte[]> read(List<StoredElement> elements) throws StoreException;

    /// The response's body as it came, so far; its SHA-256 checked once the exchange has ended.
    /// Where [dev.ccproxy.exchange.BodySummary#recorded] is false, what is on record of it.
    Optional<Bytes> responseBody(ExchangeId id) throws StoreException;

    /// What came of the response's body after its first bytes, without a check: for following an
    /// answer while it comes.
    ///
    /// @param from how many recorded bytes to leave out
    Optional<Bytes> responseBodyFrom(ExchangeId id, long from) throws StoreException;

    /// When the pieces of the response's body came, in order.
    List<Arrival> arrivals(ExchangeId id) throws StoreException;

    /// What another provider was sent as body, its SHA-256 checked; empty where none was asked, and
    /// where the body is not on record.
    Optional<Bytes> providerRequestBody(ExchangeId id) throws StoreException;

    /// The bodies of what another provider answered, one after the other, so far; their SHA-256
    /// checked once the exchange has ended. Empty where none was asked.
    Optional<Bytes> providerResponseBody(ExchangeId id) throws StoreException;

    /// When the pieces of what another provider answered came, in order.
    List<Arrival> providerArrivals(ExchangeId id) throws StoreException;

    /// A number that differs from the last one whenever anything was written in between. Cheap:
    /// made for asking many times a second.
    long version() throws StoreException;

    /// The number of the last change of all; 0 where there was none.
    long revision() throws StoreException;

    /// The number of the last deletion that [#changesAfter] tells no more; 0 where it tells all.
    /// Who knows the record as it was before that may know exchanges that are gone, and starts
    /// over.
    long forgottenUntil() throws StoreException;

    /// What changed since, in order, each exchange at most once and as it is now.
    ///
    /// @param revision the last change that is known; 0 for all
    /// @param limit how many at the most
    List<Change> changesAfter(long revision, int limit) throws StoreException;

    /// When recording failed, the newest first.
    List<RecordEntry.Gap> gaps(int limit) throws StoreException;

    @Override
    void close();
}
