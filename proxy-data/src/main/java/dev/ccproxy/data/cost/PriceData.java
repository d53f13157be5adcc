package dev.ccproxy.data.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The price lists that this program comes with, `prices.json`.
///
/// @param asOf the day on which they were read
record PriceData(String asOf, List<Vendor> vendors) {
    private static final String RESOURCE = "/prices.json";

    /// One vendor's list.
    ///
    /// @param source where it was read
    /// @param webSearch USD for 1,000 searches
    /// @param serviceTiers by how much the tiers of service differ
    /// @param models by name, without a date
    record Vendor(
            String name,
            String source,
            @Nullable BigDecimal webSearch,
            Map<String, BigDecimal> serviceTiers,
            Map<String, Model> models) {}

    /// USD per million tokens. Where there is no price for the cache, its tokens cost what input
    /// does.
    ///
    /// @param longContext other prices for long requests
    /// @param cacheMinimum the fewest tokens that the cache takes
    record Model(
            BigDecimal input,
            BigDecimal output,
            @Nullable BigDecimal cacheWrite5m,
            @Nullable BigDecimal cacheWrite1h,
            @Nullable BigDecimal cacheRead,
            @Nullable LongContext longContext,
            @Nullable Integer cacheMinimum) {
        /// Prices for requests of more than so many tokens.
        record LongContext(
                long above,
                BigDecimal input,
                BigDecimal output,
                @Nullable BigDecimal cacheWrite5m,
                @Nullable BigDecimal cacheWrite1h,
                @Nullable BigDecimal cacheRead) {
            Rates rates() {
                return PriceData.rates(input, output, cacheWrite5m, cacheWrite1h, cacheRead);
            }
        }

        Rates rates() {
            return PriceData.rates(input, output, cacheWrite5m, cacheWrite1h, cacheRead);
        }
    }

    static PriceData load() {
        try (InputStream in = PriceData.class.getResourceAsStream(RESOURCE)) {
            PriceData data = new ObjectMapper().readValue(in, PriceData.class);
            LocalDate.parse(data.asOf());
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Rates per token from prices per million of them.
    static Rates rates(
            BigDecimal input,
            BigDecimal output,
            @Nullable BigDecimal cacheWrite5m,
            @Nullable BigDecimal cacheWrite1h,
            @Nullable BigDecimal cacheRead) {
        return new Rates(
                perToken(input),
                perToken(output),
                perToken(cacheWrite5m == null ? input : cacheWrite5m),
                perToken(cacheWrite1h == null ? input : cacheWrite1h),
                perToken(cacheRead == null ? input : cacheRead));
    }

    private static Money perToken(BigDecimal perMillion) {
        return Money.ofUsd(perMillion.movePointLeft(6));
    }
}
