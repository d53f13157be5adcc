package dev.ccproxy.data.cost;

import dev.ccproxy.configuration.ConfigurationException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A price that users set in `config.yaml`. It holds for requests of any length; what it leaves
/// open is as the lists have it.
final class OwnPrice {
    private static final Map<String, BigDecimal> USUAL_TIERS =
            Map.of("standard", BigDecimal.ONE, "default", BigDecimal.ONE);
    private static final int MILLION_DIGITS = 6;
    private static final int THOUSAND_DIGITS = 3;

    private final Map<String, String> fields;
    private final @Nullable Price listed;

    private OwnPrice(Map<String, String> fields, @Nullable Price listed) {
        this.fields = fields;
        this.listed = listed;
    }

    /// @param name the model's, for example `my-model` or `local*`
    /// @param fields USD per million tokens, and per 1,000 searches
    /// @param listed the price that the lists have for this model
    static Price of(String name, Map<String, String> fields, @Nullable Price listed) {
        return new OwnPrice(fields, listed).price(name);
    }

    private Price price(String name) {
        Money input = perToken("input", listed == null ? null : listed.rates().input());
        Money output = perToken("output", listed == null ? null : listed.rates().output());
        if (input == null || output == null) {
            throw new ConfigurationException(
                    "prices." + name + " needs input and output: no list has a price for it");
        }
        String search = fields.get("web_search");
        return new Price(
                rates(input, output),
                null,
                search != null
                        ? each(new BigDecimal(search))
                        : listed == null ? null : listed.webSearch(),
                listed == null ? USUAL_TIERS : listed.serviceTiers(),
                listed == null ? null : listed.cacheMinimum());
    }

    /// Cache prices that are not set follow the input's where that is.
    private Rates rates(Money input, Money output) {
        Rates inherited =
                listed == null || fields.containsKey("input")
                        ? new Rates(input, output, input, input, input)
                        : listed.rates();
        return new Rates(
                input,
                output,
                orElse("cache_write_5m", inherited.cacheWrite5m()),
                orElse("cache_write_1h", inherited.cacheWrite1h()),
                orElse("cache_read", inherited.cacheRead()));
    }

    private Money orElse(String field, Money other) {
        Money set = perToken(field, other);
        return set == null ? other : set;
    }

    private @Nullable Money perToken(String field, @Nullable Money other) {
        String perMillion = fields.get(field);
        return perMillion == null
                ? other
                : Money.ofUsd(new BigDecimal(perMillion).movePointLeft(MILLION_DIGITS));
    }

    /// What one costs when 1,000 cost that.
    static @Nullable Money each(@Nullable BigDecimal perThousand) {
        return perThousand == null ? null : Money.ofUsd(perThousand.movePointLeft(THOUSAND_DIGITS));
    }
}
