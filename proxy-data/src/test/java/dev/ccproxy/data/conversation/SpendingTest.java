package dev.ccproxy.data.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ccproxy.data.cost.Cost;
import dev.ccproxy.data.cost.Money;
import dev.ccproxy.fixtures.traffic.Script;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each answer takes 3 tokens of input, reads 1,000 from the cache, writes 100 into it for five
/// minutes, and has 50 of output.
class SpendingTest {
    private static final Map<String, Map<String, String>> PRICES =
            Map.of(
                    "claude-opus-4-9",
                    Map.of(
                            "input",
                            "2",
                            "output",
                            "10",
                            "cache_read",
                            "0.2",
                            "cache_write_5m",
                            "3"));

    @TempDir private Path folder;

    private final Script script = Script.of("s1");

    @BeforeEach
    void talk() {
        script.aside(TrafficExchange.Kind.TITLE);
        script.main().prompt("Mend it.").calls("toolu_1", "Bash", "{\"command\":\"make\"}");
        script.main().result("toolu_1", "it is broken").answers("Mended.");
        script.main().prompt("Thanks.").answers("You are welcome.");
    }

    /// By hand: 3 x $2 + 50 x $10 + 100 x $3 + 1,000 x $0.20, per million: $0.001006.
    private static Spending times(int answers) {
        return new Spending(
                new Cost(
                        usd("0.000006", answers),
                        usd("0.0005", answers),
                        usd("0.0003", answers),
                        Money.ZERO,
                        usd("0.0002", answers),
                        Money.ZERO),
                0);
    }

    private static Money usd(String each, int answers) {
        return Money.ofUsd(new BigDecimal(each).multiply(BigDecimal.valueOf(answers)));
    }

    @Test
    void tellsWhatEachPartCost() {
        try (Indexed indexed = priced(PRICES)) {
            indexed.add(script.exchanges());

            assertEquals(times(3), indexed.conversation("s1").spending());
            assertEquals(times(4), indexed.sessions().getFirst().spending());
            assertEquals(
                    new Tokens(12, 4_000, 400, 0, 200), indexed.sessions().getFirst().tokens());
            assertEquals(times(1), indexed.sideRequests("s1").getFirst().spending());
            assertEquals(
                    List.of(times(2), times(1)),
                    indexed.turns("s1").stream().map(Turn::spending).toList());
            assertEquals(times(1), indexed.turns("s1").getFirst().requests().get(1).spending());
            assertEquals(
                    new BigDecimal("0.003018"),
                    indexed.conversation("s1").spending().cost().total().usd());
        }
    }

    @Test
    void countsWhatHasNoPrice() {
        try (Indexed indexed = priced(Map.of())) {
            indexed.add(script.exchanges());

            assertEquals(new Spending(Cost.ZERO, 3), indexed.conversation("s1").spending());
            assertEquals(new Spending(Cost.ZERO, 4), indexed.sessions().getFirst().spending());
            assertEquals(new Spending(Cost.ZERO, 1), indexed.turns("s1").get(1).spending());
        }
    }

    @Test
    void leavesOutWhatWasNotChargedFor() {
        script.main().prompt("Again.").fails(529);
        try (Indexed indexed = priced(PRICES)) {
            indexed.add(script.exchanges());

            assertEquals(times(3), indexed.conversation("s1").spending());
            assertEquals(Spending.NONE, indexed.turns("s1").getLast().spending());
        }
    }

    @Test
    void reckonsAnewWhenPricesChange() {
        try (Indexed indexed = priced(Map.of())) {
            indexed.add(script.exchanges());
        }
        try (Indexed indexed = priced(PRICES)) {
            assertEquals(times(3), indexed.conversation("s1").spending());
            assertEquals(times(4), indexed.sessions().getFirst().spending());
            assertEquals(times(1), indexed.turns("s1").get(1).spending());
        }
        try (Indexed indexed = priced(Map.of())) {
            assertEquals(new Spending(Cost.ZERO, 3), indexed.conversation("s1").spending());
        }
    }

    @Test
    void forgetsWhatWasDeleted() {
        try (Indexed indexed = priced(PRICES)) {
            indexed.add(script.exchanges());

            indexed.delete(script.exchanges().getLast());

            assertEquals(times(2), indexed.conversation("s1").spending());
            assertEquals(times(3), indexed.sessions().getFirst().spending());
        }
    }

    private Indexed priced(Map<String, Map<String, String>> prices) {
        return new Indexed(folder, prices);
    }
}
