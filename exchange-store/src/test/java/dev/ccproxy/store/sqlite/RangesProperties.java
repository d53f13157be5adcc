package dev.ccproxy.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RangesProperties {
    private static final int ADDRESS = 20;
    private static final int LENGTH = 60;

    @Property
    void keepsExactlyWhatWasAdded(
            @ForAll @Size(max = 12) List<@IntRange(max = 100) Integer> bounds) {
        Ranges ranges = new Ranges();
        byte[] expected = new byte[LENGTH];
        for (int i = 0; i + 1 < bounds.size(); i += 2) {
            int from = bounds.get(i);
            int to = bounds.get(i + 1);
            ranges.add(from, to);
            for (int at = from; at < to; at++) {
                if (at >= ADDRESS && at < ADDRESS + LENGTH) {
                    expected[at - ADDRESS] = 1;
                }
            }
        }
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, (byte) 1);
        boolean all = Arrays.equals(bytes, expected);
        assertEquals(!all, ranges.keepOnly(bytes, ADDRESS));
        assertArrayEquals(expected, bytes);
    }
}
