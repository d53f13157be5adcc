package dev.ccproxy.data.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KnownPassagesTest {
    private static final long HOUR = 3_600L * PassageStore.SECOND;

    /// Two in an hour, and three two days later.
    private final KnownPassages passages =
            new KnownPassages(List.of(48 * HOUR + 20, 10L, 48 * HOUR, HOUR, 49 * HOUR));

    @Test
    void looksOnlyWhereThereAreSome() {
        long everything = Long.MAX_VALUE;

        assertEquals(
                new HitStore.Range(48 * HOUR, 49 * HOUR),
                passages.before(Long.MAX_VALUE, everything));
        assertEquals(new HitStore.Range(10, HOUR), passages.before(48 * HOUR, everything));
        assertEquals(new HitStore.Range(10, 10), passages.before(HOUR, everything));
        assertEquals(HitStore.Range.NONE, passages.before(10, everything));
    }

    @Test
    void looksAtNoMoreThanItIsTold() {
        assertEquals(
                new HitStore.Range(48 * HOUR, 48 * HOUR + 20), passages.before(49 * HOUR, HOUR));
        assertEquals(
                new HitStore.Range(48 * HOUR + 20, 48 * HOUR + 20), passages.before(49 * HOUR, 20));
    }

    @Test
    void namesThemWhereTheyAreFew() {
        assertEquals("[3, 7]", new KnownPassages(List.of(7L, 3L)).among());
        assertNull(new KnownPassages(LongStream.rangeClosed(0, 5_000).boxed().toList()).among());
    }

    @Test
    void knowsTheirRange() {
        assertEquals(new HitStore.Range(10, 49 * HOUR), passages.range());
        assertEquals(HitStore.Range.NONE, new KnownPassages(List.of()).range());
    }
}
