package dev.ccproxy.data.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ccproxy.configuration.ConfigurationException;
import dev.ccproxy.message.Usage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {
    private static final Usage ALL = new Usage(1_000, 50_000, 3_000, 400, 200, 2, "standard");

    private final Prices prices = Prices.with(Map.of());

    /// By hand: 1,000 x $3 + 200 x $15 + 3,000 x $3.75 + 400 x $6 + 50,000 x $0.30, all per
    /// million, and two searches at $10 per thousand.
    @Test
    void pricesEachBucketApart() {
        Cost cost = cost("claude-sonnet-4-5-20250929", ALL);

        assertUsd("0.003", cost.input());
        assertUsd("0.003", cost.output());
        assertUsd("0.01125", cost.cacheWrite5m());
        assertUsd("0.0024", cost.cacheWrite1h());
        assertUsd("0.015", cost.cacheRead());
        assertUsd("0.02", cost.serverTools());
        assertUsd("0.05465", cost.total());
    }

    /// 50,000 x ($3 - $0.30) saved; 3,000 x ($3.75 - $3) + 400 x ($6 - $3) on top.
    @Test
    void tellsWhatTheCacheSavedAndCost() {
        CacheEffect effect = require(price("claude-sonnet-4-5").cacheEffect(ALL));

        assertUsd("0.135", effect.saved());
        assertUsd("0.00345", effect.surcharge());
        assertUsd("0.13155", effect.net());
    }

    @Test
    void tellsWhetherPricesAreTheSame() {
        Map<String, Map<String, String>> set =
                Map.of("local*", Map.of("input", "1", "output", "2"));

        assertEquals(prices.fingerprint(), Prices.with(Map.of()).fingerprint());
        assertEquals(Prices.with(set).fingerprint(), Prices.with(set).fingerprint());
        assertNotEquals(prices.fingerprint(), Prices.with(set).fingerprint());
        assertNotEquals(
                Prices.with(Map.of("local*", Map.of("input", "1", "output", "3"))).fingerprint(),
                Prices.with(set).fingerprint());
    }

    @ParameterizedTest
    @CsvSource({"200000, 0.6", "200001, 1.200006"})
    void longRequestsCostMoreAsAWhole(long input, String usd) {
        assertUsd(usd, cost("claude-sonnet-4-5", tokens(input, 0, 0, 0, 0)).total());
    }

    @Test
    void cachedTokensMakeARequestLongToo() {
        Cost cost = cost("claude-sonnet-4-5", tokens(1, 1_000_000, 100_000, 0, 100_000));

        assertUsd("0.000006", cost.input());
        assertUsd("22.5", cost.output());
        assertUsd("0.75", cost.cacheWrite5m());
        assertUsd("0.06", cost.cacheRead());
    }

    @Test
    void theTierOfServiceChangesThePrice() {
        assertUsd("5", cost("claude-opus-4-6", tier("priority")).total());
        assertUsd("2.5", cost("claude-opus-4-6", tier("batch")).total());
        assertUsd("1", cost("gpt-4.1", tier("flex")).total());
        assertNull(prices.cost("claude-opus-4-6", tier("unheard-of")));
    }

    /// Doubles would drift here.
    @Test
    void sumsAreExact() {
        Cost one = cost("claude-haiku-4-5", tokens(0, 0, 0, 0, 1));
        Cost sum = Cost.ZERO;
        for (int i = 0; i < 10_000; i++) {
            sum = sum.plus(one);
        }

        assertUsd("0.0000001", one.total());
        assertUsd("0.001", sum.total());
        assertEquals(1_000_000_000L, sum.total().picodollars());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-sonnet-4-5",
                "claude-sonnet-4-5-20250929",
                "claude-sonnet-4-5-20250929[1m]",
                "claude-sonnet-4-5[1m]",
                "claude-sonnet-4-5-latest",
                "Claude-Sonnet-4-5",
                "claude-sonnet-4-5@20250929",
                "claude-sonnet-4-5@default",
                "anthropic.claude-sonnet-4-5-20250929-v1:0",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "global.anthropic.claude-sonnet-4-5-20250929-v1:0[1m]",
                "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "anthropic/claude-sonnet-4.5",
                "anthropic/claude-sonnet-4.5:thinking",
                "openrouter/anthropic/claude-sonnet-4.5"
            })
    void knowsAModelByAllItsNames(String name) {
        assertEquals(price("claude-sonnet-4-5"), prices.of(name));
        assertUsd("3", perMillion(price(name)));
        assertNotNull(price(name).longContext());
    }

    @ParameterizedTest
    @CsvSource({
        "claude-3-5-sonnet-v2@20241022, 3",
        "anthropic.claude-3-5-sonnet-20241022-v2:0, 3",
        "claude-3-haiku-20240307, 0.25",
        "claude-opus-4-20250514, 15",
        "claude-opus-4-1-20250805, 15",
        "gpt-4o-2024-08-06, 2.5",
        "gpt-4o-2024-05-13, 5",
        "openai/gpt-4.1-mini, 0.4",
        "gpt-5-2025-08-07, 1.25",
        "o4-mini-2025-04-16, 1.1",
    })
    void tellsRelatedModelsApart(String name, String input) {
        assertUsd(input, perMillion(price(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-opus-9",
                "claude",
                "gpt-5-turbo",
                "llama3.3:70b",
                "",
                "[1m]",
                "claude-sonnet-4-5-preview"
            })
    void whatIsOnNoListIsUnpriced(String name) {
        assertNull(prices.of(name));
        assertNull(prices.cost(name, ALL));
    }

    @Test
    void aRequestWithoutAModelIsUnpriced() {
        assertNull(prices.of(null));
    }

    @Test
    void ownPricesWin() {
        Prices own =
                Prices.with(
                        Map.of(
                                "claude-sonnet-4-5",
                                Map.of("input", "1", "cache_read", "0.25"),
                                "llama*",
                                Map.of("input", "0", "output", "0")));

        Cost cost = require(own.cost("claude-sonnet-4-5-20250929", tokens(9, 1, 4, 0, 8)));

        assertUsd("0.000009", cost.input());
        assertUsd("0.000015", cost.output());
        assertUsd("0.000004", cost.cacheWrite5m());
        assertUsd("0.000002", cost.cacheRead());
        assertUsd("0", require(own.cost("llama3.3:70b", ALL_TOKENS)).total());
        assertNull(own.cost("llama3.3:70b", ALL));
        assertNull(own.of("qwen3"));
    }

    @Test
    void theLongestBeginningCounts() {
        Prices own =
                Prices.with(
                        Map.of(
                                "my-*", Map.of("input", "1", "output", "1"),
                                "my-big-*", Map.of("input", "2", "output", "2")));

        assertUsd("2", perMillion(require(own.of("my-big-model"))));
        assertUsd("1", perMillion(require(own.of("my-model"))));
    }

    @Test
    void anIncompletePriceIsNamed() {
        ConfigurationException e =
                assertThrows(
                        ConfigurationException.class,
                        () -> Prices.with(Map.of("mine", Map.of("input", "1"))));

        assertEquals(
                "prices.mine needs input and output: no list has a price for it", e.getMessage());
    }

    private static final Usage ALL_TOKENS = tokens(1, 2, 3, 4, 5);

    private static Usage tokens(
            long input, long output, long cacheWrite5m, long cacheWrite1h, long cacheRead) {
        return new Usage(input, cacheRead, cacheWrite5m, cacheWrite1h, output, 0, null);
    }

    private static Usage tier(String serviceTier) {
        return new Usage(1_000_000, 0, 0, 0, 0, 0, serviceTier);
    }

    private Price price(String model) {
        return require(prices.of(model));
    }

    private Cost cost(String model, Usage billable) {
        return require(prices.cost(model, billable));
    }

    private static Money perMillion(Price price) {
        return price.rates().input().times(1_000_000);
    }

    private static <T> T require(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private static void assertUsd(String expected, Money actual) {
        assertEquals(0, new BigDecimal(expected).compareTo(actual.usd()), () -> actual + " USD");
    }
}
