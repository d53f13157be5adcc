package dev.ccproxy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void findsExactPercentiles() {
        Samples samples = new Samples();
        for (long micros = 10_000; micros >= 1; micros--) {
            samples.add(micros * 1_000);
        }
        assertEquals(5_000, samples.micros(0.5));
        assertEquals(9_900, samples.micros(0.99));
        assertEquals(10_000, samples.micros(1));
    }

    @Test
    void joinsWhatSeveralThreadsMeasured() {
        Samples one = new Samples();
        one.add(1_000);
        Samples other = new Samples();
        other.add(3_000);
        other.add(2_000);
        Samples all = Samples.join(List.of(one, other));
        assertEquals(3, all.count());
        assertEquals(2, all.micros(0.5));
    }

    @Test
    void refusesToTellOfNothing() {
        assertThrows(IllegalStateException.class, () -> new Samples().micros(0.5));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertEquals(3, Samples.median(List.of(5.0, 3.0, 1.0)));
        assertEquals(2.5, Samples.median(List.of(4.0, 1.0, 2.0, 3.0)));
    }
}
