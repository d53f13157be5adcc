package dev.ccproxy.core.capture;

import dev.ccproxy.exchange.ExchangeId;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Gives out ids that rise, also when the clock is set back.
final class ExchangeIds {
    private final Clock clock;
    private final AtomicLong lastMicros = new AtomicLong();
    private volatile int writer = ThreadLocalRandom.current().nextInt(1 << ExchangeId.WRITER_BITS);

    ExchangeIds(Clock clock) {
        this.clock = clock;
    }

    /// Tells this process from others that write at the same time; a random number until it is
    /// known.
    void writer(int number) {
        writer = number;
    }

    ExchangeId next() {
        long now = micros(clock.instant());
        long micros = lastMicros.updateAndGet(last -> Math.max(last + 1, now));
        return new ExchangeId(micros << ExchangeId.WRITER_BITS | writer);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
