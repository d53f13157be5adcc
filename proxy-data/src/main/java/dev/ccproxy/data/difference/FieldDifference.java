package dev.ccproxy.data.difference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.data.difference.RequestDifference.Field;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What differs beside the prompt: headers and parameters.
final class FieldDifference {
    private static final int MAX_CHARACTERS = 4_000;
    private static final Set<String> PROMPT = Set.of("tools", "system", "messages");

    private FieldDifference() {}

    static List<Field> headers(Headers from, Headers to) {
        return between(byName(from), byName(to));
    }

    private static Map<String, String> byName(Headers headers) {
        Map<String, String> values = new TreeMap<>();
        for (Header line : headers.lines()) {
            values.merge(
                    line.name().toLowerCase(Locale.ROOT),
                    line.value(),
                    (one, other) -> one + ", " + other);
        }
        return values;
    }

    static List<Field> parameters(JsonNode from, JsonNode to) {
        return between(parameters(from), parameters(to));
    }

    private static Map<String, String> parameters(JsonNode body) {
        Map<String, String> values = new TreeMap<>();
        body.properties().stream()
                .filter(field -> !PROMPT.contains(field.getKey()))
                .forEach(field -> values.put(field.getKey(), cut(field.getValue().toString())));
        return values;
    }

    private static List<Field> between(Map<String, String> from, Map<String, String> to) {
        Set<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(from.get(name), to.get(name)))
                .map(name -> new Field(name, from.get(name), to.get(name)))
                .toList();
    }

    private static String cut(String text) {
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    }
}
