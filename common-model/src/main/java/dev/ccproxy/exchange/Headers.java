package dev.ccproxy.exchange;

import java.util.List;
import java.util.Optional;

/// The header lines of a message in the order in which they came, repeated ones included.
public record Headers(List<Header> lines) {
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        lines = List.copyOf(lines);
    }

    /// The first value under this name, whatever the case of its letters.
    public Optional<String> first(String name) {
        for (Header line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                return Optional.of(line.value());
            }
        }
        return Optional.empty();
    }
}
