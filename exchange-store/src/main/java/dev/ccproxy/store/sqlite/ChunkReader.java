package dev.ccproxy.store.sqlite;

import com.github.luben.zstd.Zstd;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads bytes of areas, within one transaction.
final class ChunkReader {
    private final ChunkStore chunks;
    private final ScopeStore scopes;
    private final ChunkCache cache;
    private final Map<Long, Long> epochs = new HashMap<>();

    ChunkReader(Sql sql, ChunkCache cache) {
        this.chunks = new ChunkStore(sql);
        this.scopes = new ScopeStore(sql);
        this.cache = cache;
    }

    /// The body that the recipe describes.
    ///
    /// @param area to which ranges that are not shared belong
    Bytes read(long area, Recipe recipe) throws SQLException, StoreException {
        List<byte[]> slices = new ArrayList<>();
        for (Recipe.Range range : recipe.ranges()) {
            long from = range.shared() ? Areas.requests(Areas.SHARED_SCOPE) : area;
            read(Areas.address(from, range.start()), range.length(), slices);
        }
        return new Bytes(slices);
    }

    /// Reads this many bytes.
    void read(long address, long length, List<byte[]> slices) throws SQLException, StoreException {
        long at = address;
        long end = address + length;
        for (ChunkStore.Chunk chunk : chunks.between(address, end)) {
            if (chunk.address() > at) {
                break;
            }
            byte[] bytes = bytes(chunk);
            int from = (int) (at - chunk.address());
            int to = (int) Math.min(bytes.length, end - chunk.address());
            slices.add(Arrays.copyOfRange(bytes, from, to));
            at += to - from;
        }
        if (at < end) {
            throw new StoreException("bytes from %d on are missing".formatted(at));
        }
    }

    /// What one chunk holds.
    byte[] bytes(ChunkStore.Chunk chunk) throws SQLException {
        long epoch = epoch(Areas.scope(Areas.area(chunk.address())));
        byte[] known = cache.find(chunk, epoch);
        if (known == null) {
            known = Zstd.decompress(chunks.data(chunk.address()), chunk.length());
            cache.put(chunk, epoch, known);
        }
        return known;
    }

    /// The chunks of an area, in order.
    List<ChunkStore.Chunk> all(long area) throws SQLException {
        return chunks.between(Areas.address(area, 0), Areas.address(area + 1, 0));
    }

    /// A text in an area of records.
    <T> T record(long scope, long start, Parser<T> parser) throws SQLException, StoreException {
        long address = Areas.address(Areas.records(scope), start);
        for (ChunkStore.Chunk chunk : chunks.between(address, address + 1)) {
            return parser.parse(bytes(chunk), (int) (address - chunk.address()));
        }
        throw new StoreException("the record at %d of scope %d is missing".formatted(start, scope));
    }

    /// Reads a text that starts somewhere in these bytes.
    @FunctionalInterface
    interface Parser<T> {
        T parse(byte[] bytes, int from) throws StoreException;
    }

    private long epoch(long scope) throws SQLException {
        Long known = epochs.get(scope);
        if (known == null) {
            known = scopes.epoch(scope);
            epochs.put(scope, known);
        }
        return known;
    }
}
