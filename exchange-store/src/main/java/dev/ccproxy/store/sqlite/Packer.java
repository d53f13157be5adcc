package dev.ccproxy.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// Packs the small chunks at the end of an area into large ones, which takes much less room: what
/// is alike in them is found. Addresses stay as they are.
final class Packer {
    /// Slow to write and just as fast to read.
    private static final int LEVEL = 12;

    /// Records are read in small numbers, so less of them stands together.
    private static final int RECORDS_CHUNK_SIZE = 256 << 10;

    private static final Logger LOG = Logger.getLogger(Packer.class);

    private final ChunkStore chunks;
    private final Compressor compressor = new Compressor(LEVEL);

    Packer(Sql sql) {
        this.chunks = new ChunkStore(sql);
    }

    /// Packs one chunk's worth of an area. Within a transaction.
    void pack(long area) throws SQLException {
        List<ChunkStore.Chunk> run = new ArrayList<>();
        int length = 0;
        boolean open = false;
        for (ChunkStore.Chunk chunk : chunks.open(area)) {
            boolean fits = length + chunk.length() <= chunkSize(area);
            boolean adjoins = run.isEmpty() || run.getLast().end() == chunk.address();
            if (!(fits && adjoins)) {
                if (open) {
                    break;
                }
                run.clear();
                length = 0;
            }
            run.add(chunk);
            length += chunk.length();
            open |= chunk.open();
        }
        if (!run.isEmpty()) {
            join(run, length);
        }
    }

    private void join(List<ChunkStore.Chunk> run, int length) throws SQLException {
        ByteArray bytes = new ByteArray();
        ByteArray cuts = new ByteArray();
        for (ChunkStore.Chunk chunk : run) {
            try {
                bytes.append(chunks.bytes(chunk), 0, chunk.length());
            } catch (DamagedChunkException e) {
                LOG.errorf("not packed: %s", e.getMessage());
                for (ChunkStore.Chunk other : run) {
                    chunks.leaveAlone(other.address());
                }
                return;
            }
            byte[] some = chunks.cuts(chunk.address());
            cuts.append(some, 0, some.length);
        }
        for (ChunkStore.Chunk chunk : run) {
            chunks.delete(chunk.address());
        }
        byte[] data = compressor.compress(bytes.array(), bytes.size());
        chunks.insert(
                run.getFirst().address(),
                length,
                false,
                cuts.size() == 0 ? null : cuts.toByteArray(),
                data);
    }

    /// How many bytes of an area one chunk is to hold.
    static int chunkSize(long area) {
        return Areas.isRecords(area) ? RECORDS_CHUNK_SIZE : Area.CHUNK_SIZE;
    }

    void close() {
        compressor.close();
    }
}
