package dev.ccproxy.store;

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
}
