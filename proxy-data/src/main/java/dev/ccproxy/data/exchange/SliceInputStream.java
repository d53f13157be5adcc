package dev.ccproxy.data.exchange;

import dev.ccproxy.store.Bytes;
import java.io.InputStream;
import java.util.Objects;

/// Reads slices one after the other, and never across the end of one in one go, so that a reader
/// which asks only when it has to tells by [#slicesTouched()] which slice it needed.
final class SliceInputStream extends InputStream {
    private final Bytes bytes;
    private int slice;
    private int offset;
    private int touched;

    SliceInputStream(Bytes bytes) {
        this.bytes = bytes;
    }

    /// How many slices have been read from.
    int slicesTouched() {
        return touched;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (slice < bytes.slices().size() && offset == bytes.slices().get(slice).length) {
            slice++;
            offset = 0;
        }
        if (slice == bytes.slices().size()) {
            return -1;
        }
        byte[] current = bytes.slices().get(slice);
        int count = Math.min(length, current.length - offset);
        System.arraycopy(current, offset, target, from, count);
        offset += count;
        touched = slice + 1;
        return count;
    }

    /// The next bytes in one piece: as many as asked for, or as many as there are.
    byte[] take(long count) {
        byte[] piece = new byte[(int) Math.min(count, available())];
        int filled = 0;
        while (filled < piece.length) {
            filled += read(piece, filled, piece.length - filled);
        }
        return piece;
    }

    @Override
    public int available() {
        int available = -offset;
        for (byte[] one : bytes.slices().subList(slice, bytes.slices().size())) {
            available += one.length;
        }
        return available;
    }
}
