package dev.ccproxy.bench;

import java.util.Arrays;
import java.util.Collection;

/// Measured times in nanoseconds, every one of them kept, so that percentiles are exact.
final class Samples {
    private long[] nanos = new long[4_096];
    private int count;

    void add(long value) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = value;
    }

    static Samples join(Collection<Samples> parts) {
        Samples all = new Samples();
        for (Samples part : parts) {
            for (int i = 0; i < part.count; i++) {
                all.add(part.nanos[i]);
            }
        }
        return all;
    }

    long sum() {
        return Arrays.stream(nanos, 0, count).sum();
    }

    int count() {
        return count;
    }

    /// The smallest value that at least this share of all values does not exceed, in microseconds.
    ///
    /// @param share above 0, at most 1; for example 0.99
    double micros(double share) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        Arrays.sort(nanos, 0, count);
        return nanos[(int) Math.ceil(share * count) - 1] / 1_000.0;
    }

    /// The middle one of these values, or the mean of the two in the middle.
    static double median(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
