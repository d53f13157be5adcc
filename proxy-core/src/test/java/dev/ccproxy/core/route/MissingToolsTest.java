package dev.ccproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingToolsTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final MissingTools missing =
            new MissingTools(
                    new Clock() {
                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }

                        @Override
                        public Instant instant() {
                            return now;
                        }
                    });

    @Test
    void aWarningIsToldOnceAndForgottenAfterAnHour() {
        MissingTools.Warning warning = new MissingTools.Warning("a", "p", "dropped");
        missing.add(warning);
        now = now.plus(Duration.ofMinutes(50));
        missing.add(warning);
        now = now.plus(Duration.ofMinutes(50));
        assertEquals(List.of(warning), missing.warnings());
        now = now.plus(Duration.ofMinutes(11));
        assertEquals(List.of(), missing.warnings());
    }
}
