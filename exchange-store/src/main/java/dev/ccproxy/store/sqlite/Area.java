package dev.ccproxy.store.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The end of an area, to which a batch appends. What was appended is written when the batch is
/// flushed, or as soon as it fills a chunk.
final class Area {
    /// Bytes that a chunk holds at the most, before compression; more where a single record needs
    /// it.
    static final int CHUNK_SIZE = 1 << 20;

    private final long number;
    private final ChunkStore chunks;
    private final OpenAreas openAreas;
    private final Compressor compressor;
    private ByteArray pending = new ByteArray();
    private ByteArray cuts = new ByteArray();
    private long written;

    /// @param end where the area ends now
    Area(long number, long end, ChunkStore chunks, OpenAreas openAreas, Compressor compressor) {
        this.number = number;
        this.written = end;
        this.chunks = chunks;
        this.openAreas = openAreas;
        this.compressor = compressor;
    }

    long number() {
        return number;
    }

    long end() {
        return written + pending.size();
    }

    /// Appends bytes that may be spread over several chunks.
    ///
    /// @return where they start
    long append(byte[] bytes, int from, int to) throws SQLException {
        long start = end();
        int position = from;
        while (position < to) {
            int room = Math.min(to - position, CHUNK_SIZE - pending.size());
            pending.append(bytes, position, position + room);
            position += room;
            if (pending.size() >= CHUNK_SIZE) {
                flush();
            }
        }
        return start;
    }

    /// Appends bytes that must stand in one chunk.
    ///
    /// @return where they start
    long appendWhole(byte[] bytes) throws SQLException {
        if (pending.size() > 0 && pending.size() + bytes.length > CHUNK_SIZE) {
            flush();
        }
        long start = end();
        pending.append(bytes, 0, bytes.length);
        return start;
    }

    /// Appends an element and notes its length, so that the area can be cut into its elements
    /// again.
    ///
    /// @return where it starts
    long appendElement(byte[] bytes, int from, int to) throws SQLException {
        Varints.append(cuts, to - from);
        return append(bytes, from, to);
    }

    void flush() throws SQLException {
        if (pending.size() == 0) {
            return;
        }
        byte[] data = compressor.compress(pending.array(), pending.size());
        boolean open = pending.size() < CHUNK_SIZE;
        byte @Nullable [] lengths = cuts.size() == 0 ? null : cuts.toByteArray();
        chunks.insert(Areas.address(number, written), pending.size(), open, lengths, data);
        if (open) {
            openAreas.appended(number, pending.size());
        }
        written += pending.size();
        // Most areas wait long for their next bytes, and there are thousands of them.
        pending = new ByteArray();
        cuts = new ByteArray();
    }
}
