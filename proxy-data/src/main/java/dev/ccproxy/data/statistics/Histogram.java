package dev.ccproxy.data.statistics;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How many values there are of each size. Histograms of parts add up to the one of the whole, so
/// percentiles of any span of time are those of all its values, and never averages of percentiles.
///
/// Sizes are told apart by 4 %: a percentile is at most 2 % away from the value that it stands for.
///
/// @see <a href="https://arxiv.org/abs/1908.10693">DDSketch, which reckons its buckets so</a>
final class Histogram {
    private static final double GROWTH = 1.04;
    private static final double LOG_GROWTH = Math.log(GROWTH);
    private static final int BUCKETS = 720; // up to 10^12
    private static final int STEP = 32; // buckets that it grows by at a time
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    /// Of the buckets that have values, and few beside them: there may be thousands of histograms.
    private long[] counts = new long[0];

    /// The first bucket that is counted.
    private int first;

    private long total;

    /// Counts a value; those below 1 count as 1.
    void add(long value) {
        count(bucket(value), 1);
    }

    private void count(int bucket, long values) {
        makeRoom(bucket);
        counts[bucket - first] += values;
        total += values;
    }

    private void makeRoom(int bucket) {
        if (counts.length == 0) {
            first = bucket / STEP * STEP;
            counts = new long[STEP];
        }
        if (bucket < first) {
            int more = (first - bucket + STEP - 1) / STEP * STEP;
            long[] longer = new long[counts.length + more];
            System.arraycopy(counts, 0, longer, more, counts.length);
            counts = longer;
            first -= more;
        } else if (bucket >= first + counts.length) {
            counts = Arrays.copyOf(counts, (bucket - first) / STEP * STEP + STEP);
        }
    }

    /// Counts all values of another one.
    void add(Histogram other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] > 0) {
                count(other.first + i, other.counts[i]);
            }
        }
    }

    private static int bucket(long value) {
        int bucket = (int) Math.ceil(Math.log((double) Math.max(1, value)) / LOG_GROWTH);
        return Math.min(BUCKETS - 1, bucket);
    }

    /// Counts all values of what [#toBytes] gave.
    void add(byte[] bytes) {
        int bucket = 0;
        int at = 0;
        long[] number = new long[1];
        while (at < bytes.length) {
            at = read(bytes, at, number);
            bucket += (int) number[0];
            at = read(bytes, at, number);
            count(bucket, number[0]);
        }
    }

    /// How many values there are.
    long count() {
        return total;
    }

    /// The value that so many of all are not above; null where there is none.
    ///
    /// @param share for example 0.95
    @Nullable Long percentile(double share) {
        if (total == 0) {
            return null;
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        int at = 0;
        long passed = counts[0];
        while (passed < rank) {
            passed += counts[++at];
        }
        return Math.round(2 * Math.pow(GROWTH, first + at) / (GROWTH + 1));
    }

    /// Buckets and their counts, pair by pair, as the distance from the bucket before and the
    /// count, seven bits in a byte.
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int last = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                write(bytes, first + i - last);
                write(bytes, counts[i]);
                last = first + i;
            }
        }
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while (rest > SEVEN_BITS) {
            bytes.write((int) (rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static int read(byte[] bytes, int from, long[] number) {
        int at = from;
        long value = 0;
        int shift = 0;
        while ((bytes[at] & MORE) != 0) {
            value |= (long) (bytes[at++] & SEVEN_BITS) << shift;
            shift += 7;
        }
        number[0] = value | ((long) bytes[at] << shift);
        return at + 1;
    }
}
