package dev.ccproxy.store.sqlite;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// A set of bytes, by their addresses.
final class Ranges {
    /// The first address of each range to the first address behind it; no two touch.
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    void add(long from, long to) {
        if (from >= to) {
            return;
        }
        long first = from;
        long last = to;
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            first = before.getKey();
            last = Math.max(last, before.getValue());
        }
        Map.Entry<Long, Long> next = ranges.ceilingEntry(first);
        while (next != null && next.getKey() <= last) {
            last = Math.max(last, next.getValue());
            ranges.remove(next.getKey());
            next = ranges.ceilingEntry(first);
        }
        ranges.put(first, last);
    }

    /// Overwrites all bytes that are not in the set with zeros.
    ///
    /// @param address of the first of these bytes
    /// @return whether that changed any
    boolean keepOnly(byte[] bytes, long address) {
        boolean changed = false;
        long at = address;
        long end = address + bytes.length;
        Map.Entry<Long, Long> before = ranges.floorEntry(address);
        if (before != null) {
            at = Math.clamp(before.getValue(), address, end);
        }
        for (Map.Entry<Long, Long> range : ranges.subMap(address, false, end, false).entrySet()) {
            changed |= clear(bytes, (int) (at - address), (int) (range.getKey() - address));
            at = Math.min(end, range.getValue());
        }
        changed |= clear(bytes, (int) (at - address), bytes.length);
        return changed;
    }

    private static boolean clear(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                Arrays.fill(bytes, i, to, (byte) 0);
                return true;
            }
        }
        return false;
    }
}
