package dev.ccproxy.store.sqlite;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Chunks that were decompressed lately, for any number of threads.
final class ChunkCache {
    /// A chunk, and the epoch of its scope when it was read: bytes may be erased later.
    private static final class Entry {
        final long epoch;
        final byte[] bytes;

        Entry(long epoch, byte[] bytes) {
            this.epoch = epoch;
            this.bytes = bytes;
        }
    }

    private final LinkedHashMap<Long, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final long capacity;
    private long size;

    /// @param capacity bytes of chunks to keep
    ChunkCache(long capacity) {
        this.capacity = capacity;
    }

    /// The chunk's bytes, if they are here as they stand in the database now.
    synchronized byte @Nullable [] find(ChunkStore.Chunk chunk, long epoch) {
        Entry entry = entries.get(chunk.address());
        if (entry == null || entry.epoch != epoch || entry.bytes.length != chunk.length()) {
            return null;
        }
        return entry.bytes;
    }

    synchronized void put(ChunkStore.Chunk chunk, long epoch, byte[] bytes) {
        Entry old = entries.put(chunk.address(), new Entry(epoch, bytes));
        size += bytes.length - (old == null ? 0 : old.bytes.length);
        Iterator<Entry> oldest = entries.values().iterator();
        while (size > capacity && oldest.hasNext()) {
            size -= oldest.next().bytes.length;
            oldest.remove();
        }
    }
}
