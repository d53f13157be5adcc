package dev.ccproxy.data.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1})
    void tellsPercentilesToWithinTwoPerCent(double share) {
        LongStream.rangeClosed(1, 10_000).map(i -> i * i).forEach(histogram::add);

        double exact = Math.pow(Math.ceil(share * 10_000), 2);
        Long told = histogram.percentile(share);
        assertNotNull(told);
        assertTrue(Math.abs(told - exact) <= exact * 0.02 + 1, told + " for " + exact);
    }

    @Test
    void addsUp() {
        Histogram other = new Histogram();
        LongStream.rangeClosed(1, 99).forEach(histogram::add);
        LongStream.rangeClosed(1_000_000, 1_000_900).forEach(other::add);

        Histogram both = new Histogram();
        both.add(histogram.toBytes());
        both.add(other.toBytes());

        assertEquals(1_000, both.count());
        assertEquals(histogram.percentile(0.5), both.percentile(0.0495));
        assertEquals(other.percentile(0.5), both.percentile(0.9));
    }

    /// By hand: 1, 1,000 and 1,000,000 are the values of a third each, in whatever order they come.
    @ParameterizedTest
    @ValueSource(strings = {"1 1000 1000000", "1000000 1000 1", "1000 1 1000000"})
    void doesNotCareInWhichOrderValuesCome(String values) {
        Histogram sum = new Histogram();
        for (String value : values.split(" ", -1)) {
            histogram.add(Long.parseLong(value));
            sum.add(histogramOf(Long.parseLong(value)));
        }

        Histogram read = new Histogram();
        read.add(sum.toBytes());
        for (Histogram some : List.of(histogram, sum, read)) {
            assertEquals(3, some.count());
            assertEquals(1, some.percentile(0.3));
            assertEquals(histogramOf(1_000).percentile(1), some.percentile(0.6));
            assertEquals(histogramOf(1_000_000).percentile(1), some.percentile(0.9));
        }
    }

    private static Histogram histogramOf(long value) {
        Histogram one = new Histogram();
        one.add(value);
        return one;
    }

    @Test
    void keepsWhatIsTooSmallOrTooLarge() {
        histogram.add(-5);
        histogram.add(Long.MAX_VALUE);

        assertEquals(2, histogram.count());
        assertEquals(1, histogram.percentile(0.5));
    }

    @Test
    void hasNoPercentilesOfNothing() {
        histogram.add(new byte[0]);

        assertNull(histogram.percentile(0.5));
    }
}
