package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// Reads bytes of areas, within one transaction.
final class ChunkReader {
    private static final long SHARED_AREA = Areas.requests(Areas.SHARED_SCOPE);

    private final ChunkStore chunks;
    private final ScopeStore scopes;
    private final ChunkCache cache;
    private final Map<Long, Long> epochs = new HashMap<>();

    /// Chunks that are being decompressed for the body that is read.
    private final Map<ChunkStore.Chunk, FutureTask<byte[]>> coming = new LinkedHashMap<>();

    ChunkReader(Sql sql, ChunkCache cache) {
        this.chunks = new ChunkStore(sql);
        this.scopes = new ScopeStore(sql);
        this.cache = cache;
    }

    /// The body that the recipe describes.
    ///
    /// @param area to which ranges that are not shared belong
    Bytes read(long area, Recipe recipe) throws SQLException, StoreException {
        return read(area, recipe, slice -> {});
    }

    /// The body that the recipe describes.
    ///
    /// @param looking is given the body piece by piece, while later ones are still decompressed
    Bytes read(long area, Recipe recipe, Consumer<byte[]> looking)
            throws SQLException, StoreException {
        NavigableMap<Long, ChunkStore.Chunk> own = chunks(area, recipe, false);
        NavigableMap<Long, ChunkStore.Chunk> shared = chunks(SHARED_AREA, recipe, true);
        load(area, recipe, own);
        List<byte[]> slices = new ArrayList<>();
        for (Recipe.Range range : recipe.ranges()) {
            long address = Areas.address(range.shared() ? SHARED_AREA : area, range.start());
            int before = slices.size();
            read(range.shared() ? shared : own, address, range.length(), slices);
            slices.subList(before, slices.size()).forEach(looking);
        }
        return new Bytes(slices);
    }

    /// Reads this many bytes.
    void read(long address, long length, List<byte[]> slices) throws SQLException, StoreException {
        read(byAddress(address, address + length), address, length, slices);
    }

    private void read(
            NavigableMap<Long, ChunkStore.Chunk> within,
            long address,
            long length,
            List<byte[]> slices)
            throws SQLException, StoreException {
        long at = address;
        long end = address + length;
        while (at < end) {
            Map.Entry<Long, ChunkStore.Chunk> chunk = within.floorEntry(at);
            if (chunk == null || chunk.getValue().end() <= at) {
                throw new StoreException("bytes from %d on are missing".formatted(at));
            }
            byte[] bytes = bytes(chunk.getValue());
            int from = (int) (at - chunk.getKey());
            int to = (int) Math.min(bytes.length, end - chunk.getKey());
            slices.add(Arrays.copyOfRange(bytes, from, to));
            at += to - from;
        }
    }

    /// The chunks that hold the recipe's ranges of one area, and those in between.
    private NavigableMap<Long, ChunkStore.Chunk> chunks(long area, Recipe recipe, boolean shared)
            throws SQLException {
        long first = Long.MAX_VALUE;
        long end = 0;
        for (Recipe.Range range : recipe.ranges()) {
            if (range.shared() == shared) {
                first = Math.min(first, range.start());
                end = Math.max(end, range.end());
            }
        }
        return first < end
                ? byAddress(Areas.address(area, first), Areas.address(area, end))
                : new TreeMap<>();
    }

    private NavigableMap<Long, ChunkStore.Chunk> byAddress(long from, long to) throws SQLException {
        NavigableMap<Long, ChunkStore.Chunk> byAddress = new TreeMap<>();
        for (ChunkStore.Chunk chunk : chunks.between(from, to)) {
            byAddress.put(chunk.address(), chunk);
        }
        return byAddress;
    }

    /// Begins to decompress what the recipe needs and is not in memory, on another processor while
    /// the next is read from the file. A body of one chunk is not worth that.
    private void load(long area, Recipe recipe, NavigableMap<Long, ChunkStore.Chunk> within)
            throws SQLException {
        Set<ChunkStore.Chunk> missing = new LinkedHashSet<>();
        for (Recipe.Range range : recipe.ranges()) {
            Long first = within.floorKey(Areas.address(area, range.start()));
            long end = Areas.address(area, range.end());
            if (range.shared() || first == null || first >= end) {
                continue;
            }
            for (ChunkStore.Chunk chunk : within.subMap(first, end).values()) {
                if (cache.find(chunk, epoch(chunk)) == null) {
                    missing.add(chunk);
                }
            }
        }
        if (missing.size() > 1) {
            for (ChunkStore.Chunk chunk : missing) {
                byte[] frame = chunks.data(chunk.address());
                FutureTask<byte[]> task =
                        new FutureTask<>(() -> ChunkStore.decompress(chunk, frame));
                coming.put(chunk, task);
                ForkJoinPool.commonPool().execute(task);
            }
        }
    }

    /// What one chunk holds.
    byte[] bytes(ChunkStore.Chunk chunk) throws SQLException {
        long epoch = epoch(chunk);
        byte[] known = cache.find(chunk, epoch);
        if (known == null) {
            FutureTask<byte[]> task = coming.remove(chunk);
            known = task == null ? chunks.bytes(chunk) : finished(task);
            cache.put(chunk, epoch, known);
        }
        return known;
    }

    /// What a task finds out. One that nobody has begun is done here and now; while another thread
    /// is at it, those that come later are.
    private byte[] finished(FutureTask<byte[]> task) throws SQLException {
        task.run();
        for (FutureTask<byte[]> later : coming.values()) {
            if (task.isDone()) {
                break;
            }
            later.run();
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DamagedChunkException damaged) {
                throw damaged;
            }
            throw new IllegalStateException(e.getCause());
        }
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

    private long epoch(ChunkStore.Chunk chunk) throws SQLException {
        Long known = epochs.get(scope(chunk));
        if (known == null) {
            known = scopes.epoch(scope(chunk));
            epochs.put(scope(chunk), known);
        }
        return known;
    }

    private static long scope(ChunkStore.Chunk chunk) {
        return Areas.scope(Areas.area(chunk.address()));
    }
}
