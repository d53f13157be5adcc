package dev.ccproxy.store.sqlite;

import java.util.Arrays;

/// A growing run of bytes that lets others look at its array.
final class ByteArray {
    private static final int SMALLEST = 256;

    /// From here on it grows by a quarter: what is not used would weigh.
    private static final int LARGE = 1 << 20;

    private static final byte[] NONE = new byte[0];

    private byte[] array = NONE;
    private int size;

    /// The bytes from 0 to [#size]; what stands behind them means nothing.
    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void append(byte[] bytes, int from, int to) {
        int length = to - from;
        reserve(length);
        System.arraycopy(bytes, from, array, size, length);
        size += length;
    }

    void append(int oneByte) {
        reserve(1);
        array[size++] = (byte) oneByte;
    }

    void clear() {
        size = 0;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(array, size);
    }

    private void reserve(int more) {
        if (array.length - size < more) {
            long room = array.length < LARGE ? array.length * 2L : array.length * 5L / 4;
            long grown = Math.max(SMALLEST, Math.max(room, (long) size + more));
            array = Arrays.copyOf(array, (int) Math.min(grown, Integer.MAX_VALUE - 8));
        }
    }
}
