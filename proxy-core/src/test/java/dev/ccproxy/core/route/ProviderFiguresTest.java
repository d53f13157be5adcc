package dev.ccproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class ProviderFiguresTest {
    private final ProviderFigures figures = new ProviderFigures();

    @Test
    void theMedianIsThatOfTheLastHundred() {
        assertNull(figures.state("p", "closed", 0).medianMicros());
        for (int i = 0; i < 100; i++) {
            figures.took(9_000_000);
        }
        for (int i = 1; i <= 100; i++) {
            figures.took(i * 1_000L);
        }
        assertEquals(51, figures.state("p", "closed", 0).medianMicros());
    }

    @Test
    void answersAndFailuresAreCountedApart() {
        figures.answered();
        figures.failed("refused");
        figures.failed("refused again");
        ProviderState state = figures.state("p", "open", 3);
        assertEquals(1, state.answered());
        assertEquals(2, state.failed());
        assertEquals("refused again", state.lastReason());
    }
}
