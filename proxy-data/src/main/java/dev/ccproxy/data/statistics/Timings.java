package dev.ccproxy.data.statistics;

/// How long answers took.
///
/// @param duration microseconds, of the whole exchange
/// @param firstToken microseconds to the first token
/// @param speed tokens of output in 1,000 seconds, from the first token on
record Timings(Histogram duration, Histogram firstToken, Histogram speed) {
    Timings() {
        this(new Histogram(), new Histogram(), new Histogram());
    }

    /// Counts what [Histogram#toBytes] gave of each.
    Timings add(byte[] moreDuration, byte[] moreFirstToken, byte[] moreSpeed) {
        duration.add(moreDuration);
        firstToken.add(moreFirstToken);
        speed.add(moreSpeed);
        return this;
    }

    void add(Timings other) {
        duration.add(other.duration);
        firstToken.add(other.firstToken);
        speed.add(other.speed);
    }
}
