package dev.ccproxy.store.sqlite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// The elements of one area in memory, found by their bytes.
///
/// A 64-bit hash finds the candidate; the bytes themselves decide, so that no two different
/// elements can be taken for one.
final class Elements {
    /// What [#find] returns for an element that is not here.
    static final long ABSENT = -1;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
    private static final int SMALLEST_TABLE = 64;

    private final ByteArray bytes = new ByteArray();
    private long[] hashes = new long[SMALLEST_TABLE];
    private int[] places = new int[SMALLEST_TABLE]; // index into starts, plus one
    private int[] offsets = new int[SMALLEST_TABLE]; // of an element in bytes
    private int[] lengths = new int[SMALLEST_TABLE];
    private long[] starts = new long[SMALLEST_TABLE]; // of an element in its area
    private int count;
    private final Set<Long> used = new HashSet<>();

    /// Bytes of memory that this takes, roughly.
    long footprint() {
        return bytes.array().length + 12L * hashes.length + 16L * starts.length;
    }

    /// Where the shared elements start that the scope is known to use.
    Set<Long> used() {
        return used;
    }

    /// Where in the area an element with exactly these bytes starts, or [#ABSENT].
    long find(byte[] source, int from, int to) {
        long hash = hash(source, from, to);
        int mask = hashes.length - 1;
        for (int slot = (int) hash & mask; places[slot] != 0; slot = slot + 1 & mask) {
            int element = places[slot] - 1;
            if (hashes[slot] == hash && equal(element, source, from, to)) {
                return starts[element];
            }
        }
        return ABSENT;
    }

    /// Adds an element that stands in the area from `start` on.
    void add(byte[] source, int from, int to, long start) {
        if (count == starts.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
        }
        offsets[count] = bytes.size();
        lengths[count] = to - from;
        starts[count] = start;
        bytes.append(source, from, to);
        count++;
        if (count * 2 > hashes.length) {
            rehash();
        } else {
            place(hash(source, from, to), count);
        }
    }

    private boolean equal(int element, byte[] source, int from, int to) {
        int offset = offsets[element];
        int length = lengths[element];
        return length == to - from
                && Arrays.equals(bytes.array(), offset, offset + length, source, from, to);
    }

    private void rehash() {
        hashes = new long[hashes.length * 2];
        places = new int[hashes.length];
        for (int element = 0; element < count; element++) {
            int offset = offsets[element];
            place(hash(bytes.array(), offset, offset + lengths[element]), element + 1);
        }
    }

    private void place(long hash, int place) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (places[slot] != 0) {
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        places[slot] = place;
    }

    private static long hash(byte[] source, int from, int to) {
        long hash = (to - from) * MIX;
        long other = MIX;
        int i = from;
        for (; i + 16 <= to; i += 16) {
            hash = (hash ^ (long) LONGS.get(source, i)) * MIX;
            other = (other ^ (long) LONGS.get(source, i + 8)) * MIX;
            hash ^= hash >>> 29;
            other ^= other >>> 31;
        }
        for (; i < to; i++) {
            hash = (hash ^ source[i]) * MIX;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ other) * MIX;
        return hash ^ hash >>> 32;
    }
}
