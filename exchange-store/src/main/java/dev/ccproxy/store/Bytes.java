package dev.ccproxy.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of a body in the slices in which they arrived, never joined on the way.
///
/// The slices belong to whoever holds this: nobody writes into them any more.
public record Bytes(List<byte[]> slices) {
    public static final Bytes NONE = new Bytes(List.of());

    public Bytes {
        slices = List.copyOf(slices);
    }

    /// How many bytes there are in all.
    public long size() {
        long size = 0;
        for (byte[] slice : slices) {
            size += slice.length;
        }
        return size;
    }

    /// A copy in one piece.
    ///
    /// @throws ArithmeticException if there is more than an array holds
    public byte[] toByteArray() {
        byte[] joined = new byte[Math.toIntExact(size())];
        int position = 0;
        for (byte[] slice : slices) {
            System.arraycopy(slice, 0, joined, position, slice.length);
            position += slice.length;
        }
        return joined;
    }

    /// What is left without the first bytes.
    ///
    /// @param skip how many of them to leave out
    public Bytes from(long skip) {
        List<byte[]> rest = new ArrayList<>();
        long left = skip;
        for (byte[] slice : slices) {
            int skipped = (int) Math.min(left, slice.length);
            left -= skipped;
            if (skipped == 0) {
                rest.add(slice);
            } else if (skipped < slice.length) {
                rest.add(Arrays.copyOfRange(slice, skipped, slice.length));
            }
        }
        return new Bytes(rest);
    }
}
