package dev.ccproxy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void runsEverythingUnlessToldOtherwise() {
        Options options = Options.parse(List.of());
        assertEquals(EnumSet.allOf(Section.class), options.only());
        assertEquals(Set.copyOf(Targets.NAMES), options.targets());
    }

    @Test
    void takesListsOfNames() {
        Options options =
                Options.parse(
                        List.of("--quick", "--only", "latency,start", "--targets", "direct,nginx"));
        assertTrue(options.quick());
        assertEquals(Set.of(Section.LATENCY, Section.START), options.only());
        assertEquals(Set.of("direct", "nginx"), options.targets());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--fast")));
        assertThrows(
                IllegalArgumentException.class, () -> Options.parse(List.of("--only", "speed")));
        assertThrows(
                IllegalArgumentException.class, () -> Options.parse(List.of("--targets", "Nginx")));
        assertThrows(NoSuchElementException.class, () -> Options.parse(List.of("--only")));
    }
}
