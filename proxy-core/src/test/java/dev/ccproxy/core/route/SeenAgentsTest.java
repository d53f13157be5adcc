package dev.ccproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ccproxy.configuration.Routing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeenAgentsTest {
    private static final Routing ROUTING =
            new Routing(
                    true,
                    Map.of(
                            "reviewer", new Routing.Route("openai", "gpt-4o"),
                            "reviwer", new Routing.Route("openai", "gpt-4o")),
                    Map.of());

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SeenAgents seen = new SeenAgents(new Moving());

    private final class Moving extends Clock {
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
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aMappingThatMatchesNothingForAnHourIsNamed() {
        seen.seen("reviewer");
        assertEquals(List.of(), seen.unmatched(ROUTING));
        pass(Duration.ofHours(1));
        seen.seen("reviewer");
        assertEquals(List.of("reviwer"), seen.unmatched(ROUTING));
        assertEquals(List.of("reviewer"), seen.names());
    }

    @Test
    void withoutAgentsNothingCanBeSaid() {
        seen.seen("reviewer");
        pass(Duration.ofHours(2));
        assertEquals(List.of(), seen.unmatched(ROUTING));
        assertEquals(List.of(), seen.names());
    }
}
