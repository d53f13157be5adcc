package dev.ccproxy.data.statistics;

import dev.ccproxy.exchange.ExchangeId;
import java.time.Instant;

/// A quarter of an hour: every time zone's hours and days begin with one.
///
/// @param number counted from the beginning of 1970
record Slot(long number) implements Comparable<Slot> {
    private static final long MICROS = 900_000_000;
    private static final long SECONDS = 900;

    /// The slot in which a time lies.
    static Slot of(Instant time) {
        return new Slot(Math.floorDiv(time.getEpochSecond(), SECONDS));
    }

    /// The slot in which an exchange began.
    static Slot of(ExchangeId id) {
        return new Slot((id.value() >> ExchangeId.WRITER_BITS) / MICROS);
    }

    /// The first slot that begins at this time or later.
    static Slot from(Instant time) {
        return of(time.plusSeconds(SECONDS).minusNanos(1));
    }

    /// When it begins.
    Instant start() {
        return Instant.ofEpochSecond(number * SECONDS);
    }

    /// The least id of an exchange that began in it or later.
    long firstId() {
        return (number * MICROS) << ExchangeId.WRITER_BITS;
    }

    Slot next() {
        return new Slot(number + 1);
    }

    @Override
    public int compareTo(Slot other) {
        return Long.compare(number, other.number);
    }
}
