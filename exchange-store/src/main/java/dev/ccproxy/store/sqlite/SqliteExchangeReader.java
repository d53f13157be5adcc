package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Arrival;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.StoredElement;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads the record that a [SqliteExchangeStore] writes, in this process or in another.
///
/// Each read sees one state of the record. Connections are opened as threads need them, kept for
/// the next read and dropped when one fails.
public final class SqliteExchangeReader implements ExchangeReader {
    /// Connections that are kept open while nobody needs them.
    private static final int MOST_IDLE = 4;

    private static final long DEFAULT_CACHE_SIZE = 32 << 20;
    private static final Logger LOG = Logger.getLogger(SqliteExchangeReader.class);

    private final Database database;
    private final ChunkCache cache;
    private final Cuts cuts = new Cuts();
    private final Deque<Sql> idle = new ArrayDeque<>();
    private final Object watchLock = new Object();
    private @Nullable Sql watch;
    private long reopened;
    private boolean closed;

    /// @param file the database, which need not exist yet: reads fail until it does
    public SqliteExchangeReader(Path file) {
        this(file, DEFAULT_CACHE_SIZE);
    }

    /// @param cacheSize bytes of memory for what was decompressed lately
    public SqliteExchangeReader(Path file, long cacheSize) {
        this.database = new Database(file);
        this.cache = new ChunkCache(cacheSize);
    }

    @Override
    public Optional<Exchange> find(ExchangeId id) throws StoreException {
        return read(view -> view.find(id));
    }

    @Override
    public List<Exchange> newest(@Nullable ExchangeId before, int limit) throws StoreException {
        return read(view -> view.newest(before == null ? Long.MAX_VALUE : before.value(), limit));
    }

    @Override
    public Optional<Bytes> requestBody(ExchangeId id) throws StoreException {
        return read(view -> view.requestBody(id));
    }

    @Override
    public Optional<List<StoredElement>> requestElements(ExchangeId id) throws StoreException {
        return read(view -> view.requestElements(id));
    }

    @Override
    public List<byte[]> read(List<StoredElement> elements) throws StoreException {
        return read((View view) -> view.read(elements));
    }

    @Override
    public Optional<Bytes> responseBody(ExchangeId id) throws StoreException {
        return read(view -> view.responseBody(id));
    }

    @Override
    public Optional<Bytes> responseBodyFrom(ExchangeId id, long from) throws StoreException {
        return read(view -> view.responseBodyFrom(id, from));
    }

    @Override
    public List<Arrival> arrivals(ExchangeId id) throws StoreException {
        return read(view -> view.arrivals(id));
    }

    @Override
    public Optional<Bytes> providerRequestBody(ExchangeId id) throws StoreException {
        return read(view -> {
            Optional<ProviderView> provider = view.provider(id);
            return provider.isEmpty() ? Optional.empty() : provider.get().requestBody();
        });
    }

    @Override
    public Optional<Bytes> providerResponseBody(ExchangeId id) throws StoreException {
        return read(view -> {
            Optional<ProviderView> provider = view.provider(id);
            return provider.isEmpty() ? Optional.empty() : provider.get().responseBody();
        });
    }

    @Override
    public List<Arrival> providerArrivals(ExchangeId id) throws StoreException {
        return read(view -> {
            Optional<ProviderView> provider = view.provider(id);
            return provider.isEmpty() ? List.of() : provider.get().arrivals();
        });
    }

    @Override
    public long revision() throws StoreException {
        return read(View::revision);
    }

    @Override
    public long forgottenUntil() throws StoreException {
        return read(View::forgottenUntil);
    }

    @Override
    public List<Change> changesAfter(long revision, int limit) throws StoreException {
        return read(view -> view.changesAfter(revision, limit));
    }

    @Override
    public List<RecordEntry.Gap> gaps(int limit) throws StoreException {
        return read(view -> view.gaps(limit));
    }

    /// The ids that follow this one, in order.
    List<ExchangeId> ids(long after, int limit) throws StoreException {
        return read(view -> view.ids(after, limit));
    }

    @Override
    public long version() throws StoreException {
        synchronized (watchLock) {
            try {
                Sql sql = watch;
                if (sql == null) {
                    sql = database.openForReading();
                    watch = sql;
                    reopened++;
                }
                return reopened << 48 | sql.number(0, "PRAGMA data_version");
            } catch (SQLException e) {
                closeQuietly(watch);
                watch = null;
                throw new StoreException("the record cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private interface Work<T> {
        T run(View view) throws SQLException, StoreException;
    }

    private <T> T read(Work<T> work) throws StoreException {
        Sql sql = take();
        boolean usable = false;
        try {
            sql.update("BEGIN");
            try {
                T result = work.run(new View(sql, cache, cuts));
                usable = true;
                return result;
            } finally {
                sql.rollBack();
            }
        } catch (SQLException e) {
            throw new StoreException("the record cannot be read: " + e.getMessage(), e);
        } finally {
            give(sql, usable);
        }
    }

    private Sql take() throws StoreException {
        synchronized (idle) {
            if (closed) {
                throw new StoreException("the reader is closed");
            }
            Sql sql = idle.poll();
            if (sql != null) {
                return sql;
            }
        }
        return database.openForReading();
    }

    private void give(Sql sql, boolean usable) {
        synchronized (idle) {
            if (usable && !closed && idle.size() < MOST_IDLE) {
                idle.push(sql);
                return;
            }
        }
        closeQuietly(sql);
    }

    private static void closeQuietly(@Nullable Sql sql) {
        try (sql) {
            return;
        } catch (SQLException e) {
            LOG.debugf("a connection was not closed cleanly: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(SqliteExchangeReader::closeQuietly);
            idle.clear();
        }
        synchronized (watchLock) {
            closeQuietly(watch);
            watch = null;
        }
    }
}
