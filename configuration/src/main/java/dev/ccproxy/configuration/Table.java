package dev.ccproxy.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A level of `config.yaml` whose keys are names that people choose, each with the same fields
/// below it.
public enum Table {
    PRICES(
            "prices",
            Kind.AMOUNT,
            List.of(
                    "input",
                    "output",
                    "cache_write_5m",
                    "cache_write_1h",
                    "cache_read",
                    "web_search"));

    private final String key;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> fields;

    Table(String key, Kind kind, List<String> fields) {
        this.key = key;
        this.kind = kind;
        this.fields = fields;
    }

    /// The key of `config.yaml` below which its entries stand.
    public String key() {
        return key;
    }

    /// What values its fields take.
    Kind kind() {
        return kind;
    }

    /// Whether an entry may have this field.
    boolean hasField(String name) {
        return fields.contains(name);
    }

    /// The fields of an entry, as a sentence lists them.
    String fieldNames() {
        return String.join(", ", fields);
    }

    /// The table with this key.
    static Optional<Table> withKey(String key) {
        return Arrays.stream(values()).filter(table -> table.key.equals(key)).findFirst();
    }
}
