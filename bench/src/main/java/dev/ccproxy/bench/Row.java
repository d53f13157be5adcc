package dev.ccproxy.bench;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One figure of every target.
///
/// @param key by which a bar finds it, for example `small.added`
/// @param label as it stands in the table, with the unit
/// @param values by the target's name
record Row(String key, String label, Map<String, Double> values) {
    @Nullable Double of(String target) {
        return values.get(target);
    }

    /// In a line, for who waits for the report.
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(value -> "%s %.1f".formatted(value.getKey(), value.getValue()))
                .collect(Collectors.joining(", ", label + ": ", ""));
    }
}
