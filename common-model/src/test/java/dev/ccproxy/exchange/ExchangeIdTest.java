package dev.ccproxy.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeIdTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 31, 32, 1_795_000_000_000_000L << 11, Long.MAX_VALUE})
    void readsBackWhatItWrites(long value) {
        ExchangeId id = new ExchangeId(value);

        assertEquals(13, id.toString().length());
        assertEquals(id, ExchangeId.parse(id.toString()));
    }

    @Test
    void textsSortAsTheirValuesDo() {
        String earlier = new ExchangeId(1_795_000_000_000_000L << 11).toString();
        String later = new ExchangeId((1_795_000_000_000_001L << 11) + 5).toString();

        assertTrue(earlier.compareTo(later) < 0, earlier + " < " + later);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00000000000000",
                "000000000000U",
                "8000000000000",
                "-00000000000A"
            })
    void refusesWhatIsNoId(String text) {
        assertThrows(IllegalArgumentException.class, () -> ExchangeId.parse(text));
    }
}
