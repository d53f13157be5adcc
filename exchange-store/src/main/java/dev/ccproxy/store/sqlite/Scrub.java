package dev.ccproxy.store.sqlite;

import com.github.luben.zstd.Zstd;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/// Erases the bytes of a scope that no exchange needs any more, a chunk at a time. Their addresses
/// stay, filled with zeros that compress to nothing: so no recipe has to be changed.
///
/// The scope takes no new requests any more, so what is not needed now never will be. It may still
/// get responses and records of exchanges in flight, behind what is looked at here.
final class Scrub {
    /// Chunks of a scope without any exchange that are deleted in one step.
    private static final int CHUNKS_AT_ONCE = 16;

    private static final int ROWS_AT_ONCE = 50;
    private static final int PACKED_LEVEL = 9;
    private static final Logger LOG = Logger.getLogger(Scrub.class);

    private final Writing writing;
    private final ChunkStore chunks;
    private final ScopeStore scopes;
    private final long scope;
    private final Ranges needed = new Ranges();
    private final Set<Long> neededShared = new HashSet<>();
    private final Deque<ChunkStore.Chunk> left = new ArrayDeque<>();
    private final ChunkReader reader;
    private long lastSeen = -1;
    private boolean allRowsSeen;

    Scrub(Writing writing, long scope) throws SQLException, StoreException {
        this.writing = writing;
        this.chunks = new ChunkStore(writing.sql());
        this.scopes = writing.scopes().rows();
        this.scope = scope;
        if (scope == Areas.SHARED_SCOPE) {
            writing.write(this::dropUnused);
        }
        long first = Areas.address(Areas.requests(scope), 0);
        left.addAll(chunks.between(first, Areas.address(Areas.requests(scope + 1), 0)));
        this.reader = new ChunkReader(writing.sql(), new ChunkCache(4L * Area.CHUNK_SIZE));
        if (scope == Areas.SHARED_SCOPE) {
            for (long[] element : scopes.newestShared(Long.MAX_VALUE)) {
                needed.add(first + element[0], first + element[0] + element[1]);
            }
            allRowsSeen = true;
        }
    }

    /// Does one step.
    ///
    /// @return whether there is more to do
    boolean step() throws SQLException, StoreException {
        if (!allRowsSeen) {
            writing.write(this::seeRows);
            return true;
        }
        if (left.isEmpty()) {
            writing.write(this::finish);
            return false;
        }
        return writing.write(() -> {
            scopes.erased(scope);
            for (int i = 0; i < (empty() ? CHUNKS_AT_ONCE : 1) && !left.isEmpty(); i++) {
                if (!erase(left.remove())) {
                    return false;
                }
            }
            writing.scopes().forget(scope);
            return true;
        });
    }

    private boolean empty() {
        return lastSeen < 0 && scope != Areas.SHARED_SCOPE;
    }

    /// Finds out what some of the exchanges need.
    private boolean seeRows() throws SQLException {
        List<Row> rows =
                writing.rows()
                        .rows(
                                "scope = ? AND id > ? ORDER BY id LIMIT ?",
                                scope,
                                lastSeen,
                                ROWS_AT_ONCE);
        for (Row row : rows) {
            lastSeen = row.id;
            try {
                need(row);
            } catch (DamagedChunkException | StoreException e) {
                LOG.errorf(
                        "exchange %s cannot be read: %s", new ExchangeId(row.id), e.getMessage());
            }
        }
        allRowsSeen = rows.size() < ROWS_AT_ONCE;
        return true;
    }

    private void need(Row row) throws SQLException, StoreException {
        Records.Request request = reader.record(row.scope, row.request, Records::readRequest);
        needRecord(row.request);
        if (request.body() != null) {
            need(Areas.requests(scope), request.body());
        }
        if (row.answer != null) {
            needRecord(row.answer);
        }
        if (row.ending != null) {
            needRecord(row.ending);
            Records.Ending ending = reader.record(row.scope, row.ending, Records::readEnding);
            need(Areas.responses(scope), ending.body());
        }
        needRoute(row);
    }

    private void needRoute(Row row) throws SQLException, StoreException {
        if (row.route != null) {
            needRecord(row.route);
            Recipe sent = reader.record(scope, row.route, RouteRecords::readDeparture).body();
            if (sent != null) {
                need(Areas.requests(scope), sent);
            }
        }
        if (row.routeEnding != null) {
            needRecord(row.routeEnding);
            need(
                    Areas.responses(scope),
                    reader.record(scope, row.routeEnding, RouteRecords::readReturn).body());
        }
    }

    private void need(long area, Recipe recipe) {
        for (Recipe.Range range : recipe.ranges()) {
            if (range.shared()) {
                neededShared.add(range.start());
            } else {
                needed.add(Areas.address(area, range.start()), Areas.address(area, range.end()));
            }
        }
    }

    private void needRecord(long start) throws SQLException, StoreException {
        long address = Areas.address(Areas.records(scope), start);
        int length =
                reader.record(scope, start, (bytes, from) -> RecordText.end(bytes, from) - from);
        needed.add(address, address + length);
    }

    /// Erases what is not needed of a chunk.
    ///
    /// @return false if another process has packed it since: then all is to be looked at again
    private boolean erase(ChunkStore.Chunk chunk) throws SQLException {
        List<ChunkStore.Chunk> now = chunks.between(chunk.address(), chunk.address() + 1);
        if (!now.contains(chunk)) {
            return false;
        }
        if (empty()) {
            chunks.delete(chunk.address());
            return true;
        }
        byte[] bytes;
        try {
            bytes = chunks.bytes(chunk);
        } catch (DamagedChunkException e) {
            LOG.errorf("dropped, since it cannot be told what is in it: %s", e.getMessage());
            drop(chunk);
            return true;
        }
        if (needed.keepOnly(bytes, chunk.address())) {
            if (isBlank(bytes)) {
                drop(chunk);
            } else {
                chunks.replaceData(chunk.address(), Zstd.compress(bytes, PACKED_LEVEL));
            }
        }
        return true;
    }

    /// The last chunk of what is shared stays, as zeros: what is appended next must not get an
    /// address that stood for something else.
    private void drop(ChunkStore.Chunk chunk) throws SQLException {
        if (scope == Areas.SHARED_SCOPE && left.isEmpty()) {
            byte[] zeros = new byte[chunk.length()];
            chunks.replaceData(chunk.address(), Zstd.compress(zeros, PACKED_LEVEL));
        } else {
            chunks.delete(chunk.address());
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /// Forgets shared elements that no scope uses, so that nobody begins to use them again while
    /// they are being erased.
    private boolean dropUnused() throws SQLException {
        scopes.deleteUnused();
        writing.scopes().forget(Areas.SHARED_SCOPE);
        return true;
    }

    private boolean finish() throws SQLException {
        if (scope != Areas.SHARED_SCOPE) {
            scopes.useOnly(scope, neededShared);
        }
        if (empty()) {
            scopes.delete(scope);
        } else {
            scopes.allErased(scope);
        }
        writing.scopes().forget(scope);
        return true;
    }
}
