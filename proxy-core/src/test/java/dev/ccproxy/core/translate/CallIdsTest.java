package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallIdsTest {
    private final CallIds ids = new CallIds();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call_0",
                "call_AbCdEfGhIjKlMnOpQrStUvWx",
                "functions.Bash:0",
                "_-",
                "123456789",
                "é 😀"
            })
    void aProviderGetsItsOwnIdsBack(String theirs) {
        String ours = CallIds.back(theirs);
        assertTrue(ours.matches("[a-zA-Z0-9_-]+"), ours);
        assertEquals(theirs, ids.there(ours));
        assertEquals(theirs, ids.there(ours), "the same for a call and its result");
    }

    @Test
    void idsThatAProviderGivesAgainAndAgainAreToldApart() {
        String first = CallIds.back("call_0");
        String second = CallIds.back("call_0");
        assertNotEquals(first, second);
        Set<String> there =
                Stream.of(first, second, CallIds.back("call_0"), "call_0")
                        .map(ids::there)
                        .collect(Collectors.toSet());
        assertEquals(4, there.size());
        there.forEach(id -> assertTrue(id.matches("[a-zA-Z0-9_-]{1,40}"), id));
    }

    @Test
    void idsOfClaudesStayAsTheyAre() {
        assertEquals("toolu_01A09q90qw90lq917835lq9", ids.there("toolu_01A09q90qw90lq917835lq9"));
    }

    @Test
    void whatOnlyLooksLikeOneOfOursIsTaken() {
        String id = "toolu_" + "0".repeat(24) + "-" + "?".repeat(5);
        assertTrue(ids.there(id).matches("call_[0-9a-f]{32}"));
        assertTrue(ids.there("").matches("call_[0-9a-f]{32}"));
    }
}
