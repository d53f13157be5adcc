package dev.ccproxy.data.cost;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The prices that costs are reckoned with.
@Schema(description = "The prices that costs are reckoned with")
record PriceList(
        @Schema(
                        description = "The day on which the vendors' lists were read",
                        examples = "2026-11-01")
                String asOf,
        @Schema(description = "Where they were read") List<String> sources,
        @Schema(description = "Prices set in `config.yaml` come first; they win")
                List<Entry> items) {
    private static final int MILLION_DIGITS = 6;

    /// The price of one model.
    @Schema(name = "ModelPrice", description = "What a model costs, in USD per million tokens")
    record Entry(
            @Schema(
                            description = "Without the date that a model's full name ends with",
                            examples = "claude-sonnet-4-5")
                    String model,
            @Schema(description = "The vendor, or `config.yaml`", examples = "Anthropic")
                    String source,
            @Schema(examples = "3") BigDecimal input,
            @Schema(examples = "15") BigDecimal output,
            @Schema(description = "Written for five minutes", examples = "3.75")
                    BigDecimal cacheWrite5m,
            @Schema(description = "Written for an hour", examples = "6") BigDecimal cacheWrite1h,
            @Schema(examples = "0.3") BigDecimal cacheRead,
            @Schema(
                            description =
                                    "Requests of more tokens than this, cached ones included, have other prices; null where length does not matter",
                            examples = "200000",
                            nullable = true)
                    @Nullable Long longContextAbove) {
        static Entry of(String model, String source, Price price) {
            Rates rates = price.rates();
            Price.LongContext longContext = price.longContext();
            return new Entry(
                    model,
                    source,
                    perMillion(rates.input()),
                    perMillion(rates.output()),
                    perMillion(rates.cacheWrite5m()),
                    perMillion(rates.cacheWrite1h()),
                    perMillion(rates.cacheRead()),
                    longContext == null ? null : longContext.above());
        }

        private static BigDecimal perMillion(Money perToken) {
            return perToken.usd().movePointRight(MILLION_DIGITS);
        }
    }

    static PriceList of(Prices prices) {
        return new PriceList(prices.asOf(), prices.sources(), prices.entries().toList());
    }
}
