package dev.ccproxy.store.sqlite;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/// Makes zstd frames, one after the other, with the same memory. One thread at a time.
final class Compressor implements AutoCloseable {
    /// More room is not kept for the next frame.
    private static final int MOST_KEPT = 256 << 10;

    private final ZstdCompressCtx context;
    private byte[] room = new byte[0];

    Compressor(int level) {
        this.context = new ZstdCompressCtx().setLevel(level);
    }

    /// The first bytes of an array as a frame.
    byte[] compress(byte[] bytes, int length) {
        int most = Math.toIntExact(Zstd.compressBound(length));
        byte[] into = room.length < most ? new byte[most] : room;
        if (into.length <= MOST_KEPT) {
            room = into;
        }
        int size = context.compressByteArray(into, 0, into.length, bytes, 0, length);
        return Arrays.copyOf(into, size);
    }

    @Override
    public void close() {
        context.close();
    }
}
