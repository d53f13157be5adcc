package dev.ccproxy.store.sqlite;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of chunks.
final class ChunkStore {
    /// A chunk without its data.
    ///
    /// @param address of its first byte
    /// @param length before compression
    /// @param open whether it is not packed yet
    record Chunk(long address, int length, boolean open) {
        long end() {
            return address + length;
        }
    }

    private final Sql sql;

    ChunkStore(Sql sql) {
        this.sql = sql;
    }

    void insert(long address, int length, boolean open, byte @Nullable [] cuts, byte[] data)
            throws SQLException {
        sql.update(
                "INSERT INTO chunk (id, length, open, cuts, data) VALUES (?, ?, ?, ?, ?)",
                address,
                length,
                open ? 1 : 0,
                cuts,
                data);
    }

    void replaceData(long address, byte[] data) throws SQLException {
        sql.update("UPDATE chunk SET data = ?, open = 0 WHERE id = ?", data, address);
    }

    void delete(long address) throws SQLException {
        sql.update("DELETE FROM chunk WHERE id = ?", address);
    }

    /// Where the area ends.
    long end(long area) throws SQLException {
        long address =
                sql.number(
                        Areas.address(area, 0),
                        "SELECT id + length FROM chunk WHERE id >= ? AND id < ?"
                                + " ORDER BY id DESC LIMIT 1",
                        Areas.address(area, 0),
                        Areas.address(area + 1, 0));
        return address - Areas.address(area, 0);
    }

    /// The chunks that hold bytes from here to there, in order.
    List<Chunk> between(long from, long to) throws SQLException {
        List<Chunk> chunks = new ArrayList<>();
        try (ResultSet rows =
                sql.query(
                        "SELECT id, length, open FROM chunk WHERE id < ? AND id >= coalesce("
                                + "(SELECT max(id) FROM chunk WHERE id <= ?), ?) ORDER BY id",
                        to,
                        from,
                        from)) {
            while (rows.next()) {
                Chunk chunk = new Chunk(rows.getLong(1), rows.getInt(2), rows.getInt(3) == 1);
                if (chunk.end() > from) {
                    chunks.add(chunk);
                }
            }
        }
        return chunks;
    }

    /// The area's chunks that are not packed, and the packed one they follow, if any.
    List<Chunk> open(long area) throws SQLException {
        long from = Areas.address(area, 0);
        long to = Areas.address(area + 1, 0);
        long first =
                sql.number(
                        to,
                        "SELECT id FROM chunk WHERE open = 1 AND id >= ? AND id < ?"
                                + " ORDER BY id LIMIT 1",
                        from,
                        to);
        return between(Math.max(from, first - 1), to);
    }

    /// What the chunk holds.
    ///
    /// @throws DamagedChunkException if that cannot be told
    byte[] bytes(Chunk chunk) throws SQLException {
        return decompress(chunk, data(chunk.address()));
    }

    byte[] data(long address) throws SQLException {
        return blob("SELECT data FROM chunk WHERE id = ?", address);
    }

    static byte[] decompress(Chunk chunk, byte[] data) throws DamagedChunkException {
        try {
            byte[] bytes = Zstd.decompress(data, chunk.length());
            if (bytes.length != chunk.length()) {
                throw new ZstdException(0, "it is too short");
            }
            return bytes;
        } catch (ZstdException e) {
            throw new DamagedChunkException(chunk.address(), e);
        }
    }

    /// Leaves a chunk as it is from now on.
    void leaveAlone(long address) throws SQLException {
        sql.update("UPDATE chunk SET open = 0 WHERE id = ?", address);
    }

    /// The chunks of an area that start here or later, and the lengths of the elements in them, up
    /// to the first gap.
    ///
    /// @return where they end
    long cutsFrom(long from, long to, ByteArray lengths) throws SQLException {
        long next = from;
        try (ResultSet rows =
                sql.query(
                        "SELECT id, length, cuts FROM chunk WHERE id >= ? AND id < ? ORDER BY id",
                        from,
                        to)) {
            while (rows.next() && rows.getLong(1) == next) {
                next += rows.getLong(2);
                byte[] some = rows.getBytes(3);
                if (some != null) {
                    lengths.append(some, 0, some.length);
                }
            }
        }
        return next;
    }

    byte[] cuts(long address) throws SQLException {
        return blob("SELECT cuts FROM chunk WHERE id = ?", address);
    }

    private byte[] blob(String query, long address) throws SQLException {
        try (ResultSet row = sql.query(query, address)) {
            byte[] blob = row.next() ? row.getBytes(1) : null;
            return blob == null ? new byte[0] : blob;
        }
    }
}
