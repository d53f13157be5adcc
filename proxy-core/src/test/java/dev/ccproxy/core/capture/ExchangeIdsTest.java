package dev.ccproxy.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.ExchangeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ExchangeIdsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Instant now = NOON;
    private final ExchangeIds ids =
            new ExchangeIds(
                    new Clock() {
                        @Override
                        public Instant instant() {
                            return now;
                        }

                        @Override
                        public ZoneOffset getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(java.time.ZoneId zone) {
                            return this;
                        }
                    });

    @Test
    void tellTheTimeAndTheWriter() {
        ids.writer(5);

        long value = ids.next().value();

        assertEquals(NOON.getEpochSecond() * 1_000_000, value >> ExchangeId.WRITER_BITS);
        assertEquals(5, value & ((1 << ExchangeId.WRITER_BITS) - 1));
    }

    @Test
    void riseWithinAMicrosecond() {
        assertTrue(ids.next().compareTo(ids.next()) < 0);
    }

    @Test
    void riseAlsoWhenTheClockIsSetBack() {
        ExchangeId before = ids.next();
        now = NOON.minus(Duration.ofHours(1));

        assertTrue(before.compareTo(ids.next()) < 0);
    }
}
