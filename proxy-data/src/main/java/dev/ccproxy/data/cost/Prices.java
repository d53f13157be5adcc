package dev.ccproxy.data.cost;

import dev.ccproxy.message.Usage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What models cost: the lists that this program comes with, and prices that users set, which win.
public final class Prices {
    /// Ends the name of a price that holds for all models whose names begin so.
    private static final String WILDCARD = "*";

    private final PriceData data;
    private final Map<String, Price> listed;
    private final Map<String, Price> own;

    Prices(PriceData data, Map<String, Map<String, String>> own) {
        this.data = data;
        this.listed = listed(data);
        this.own = new TreeMap<>();
        own.forEach((name, fields) -> this.own.put(name, ownPrice(name, fields)));
    }

    /// The prices that hold with this configuration.
    ///
    /// @param own what users set, by model, in USD per million tokens
    /// @throws dev.ccproxy.configuration.ConfigurationException if one of them is incomplete
    public static Prices with(Map<String, Map<String, String>> own) {
        return new Prices(PriceData.load(), own);
    }

    private static Map<String, Price> listed(PriceData data) {
        Map<String, Price> prices = new TreeMap<>();
        for (PriceData.Vendor vendor : data.vendors()) {
            vendor.models().forEach((name, model) -> prices.put(name, price(vendor, model)));
        }
        return prices;
    }

    private static Price price(PriceData.Vendor vendor, PriceData.Model model) {
        PriceData.Model.LongContext longContext = model.longContext();
        return new Price(
                model.rates(),
                longContext == null
                        ? null
                        : new Price.LongContext(longContext.above(), longContext.rates()),
                OwnPrice.each(vendor.webSearch()),
                vendor.serviceTiers(),
                model.cacheMinimum());
    }

    private Price ownPrice(String name, Map<String, String> fields) {
        return OwnPrice.of(name, fields, find(listed, name));
    }

    /// The price of a model; null where none is known, which is not the same as costing nothing.
    ///
    /// @param model as a request or an answer names it, for example
    ///   `us.anthropic.claude-sonnet-4-5-20250929-v1:0`
    public @Nullable Price of(@Nullable String model) {
        if (model == null) {
            return null;
        }
        Price set = find(own, model);
        if (set == null) {
            set = ownByBeginning(model);
        }
        return set == null ? find(listed, model) : set;
    }

    /// What an answer of a model cost; null where that is not known.
    public @Nullable Cost cost(@Nullable String model, Usage usage) {
        Price price = of(model);
        return price == null ? null : price.cost(usage);
    }

    private static @Nullable Price find(Map<String, Price> prices, String model) {
        return ModelName.candidates(model).stream()
                .flatMap(name -> Stream.ofNullable(prices.get(name)))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Price ownByBeginning(String model) {
        return own.keySet().stream()
                .filter(name -> name.endsWith(WILDCARD))
                .filter(name -> begins(model, name.substring(0, name.length() - 1)))
                .max(Comparator.comparingInt(String::length))
                .map(own::get)
                .orElse(null);
    }

    private static boolean begins(String model, String beginning) {
        return ModelName.candidates(model).stream().anyMatch(name -> name.startsWith(beginning));
    }

    /// The day on which the lists were read, for example `2026-11-01`.
    public String asOf() {
        return data.asOf();
    }

    /// Is another one whenever any price is another one.
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        describe(text, own);
        describe(text.append('\n'), listed);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void describe(StringBuilder text, Map<String, Price> prices) {
        prices.forEach((name, price) ->
                text.append(name)
                        .append(price.rates())
                        .append(price.longContext())
                        .append(price.webSearch())
                        .append(new TreeMap<>(price.serviceTiers()))
                        .append('\n'));
    }

    /// Where each model's price comes from.
    Stream<PriceList.Entry> entries() {
        Stream<PriceList.Entry> set =
                own.entrySet().stream()
                        .map(entry ->
                                PriceList.Entry.of(
                                        entry.getKey(), "config.yaml", entry.getValue()));
        return Stream.concat(
                set,
                data.vendors().stream()
                        .flatMap(vendor ->
                                vendor.models().keySet().stream()
                                        .map(name -> entry(vendor, name))));
    }

    private PriceList.Entry entry(PriceData.Vendor vendor, String name) {
        Price price = Optional.ofNullable(listed.get(name)).orElseThrow();
        return PriceList.Entry.of(name, vendor.name(), price);
    }

    /// Where the lists were read.
    List<String> sources() {
        return data.vendors().stream().map(PriceData.Vendor::source).toList();
    }
}
