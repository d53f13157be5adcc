package dev.ccproxy.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ccproxy.store.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedModelTest {
    @Test
    void isFoundWhereverItStandsOnTheFirstLevel() {
        assertEquals("a", find("{\"model\":\"a\",\"messages\":[]}"));
        assertEquals(
                "b",
                find(
                        "{\"messages\":[{\"model\":\"no\"}],\"x\":{\"model\":\"no\"}, \"model\" : \"b\"}"));
    }

    @Test
    void mayBeSplitOverSlices() {
        Bytes split =
                new Bytes(
                        List.of(
                                "{\"mod".getBytes(UTF_8),
                                "el\":\"clau".getBytes(UTF_8),
                                "de\"}".getBytes(UTF_8)));

        assertEquals("claude", RequestedModel.in(split));
    }

    @Test
    void isFoundInABodyThatWasCutOffBehindIt() {
        assertEquals("a", find("{\"model\":\"a\",\"messages\":[{\"role\":"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "no json",
                "{\"model\":7}",
                "{\"model\":null}",
                "{\"messages\":[]}",
                "{\"mess"
            })
    void isNullWhereThereIsNone(String body) {
        assertNull(find(body));
    }

    private static @Nullable String find(String body) {
        return RequestedModel.in(new Bytes(List.of(body.getBytes(UTF_8))));
    }
}
