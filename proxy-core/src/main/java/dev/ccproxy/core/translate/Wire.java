package dev.ccproxy.core.translate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/// Records as JSON: names in lower case with `_`, nothing for null.
final class Wire {
    static final ObjectMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private Wire() {}

    /// As UTF-8. Half a character, where a text was cut in its midst, becomes a question mark: as
    /// an escape, which is what it came as, some would refuse the whole for it.
    static byte[] bytes(Object record) {
        // In pieces: a large request would be copied again and again while it grows.
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            JSON.writeValue(
                    new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8)),
                    record);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("a record that is no JSON", e);
        }
    }

    /// What the text says, or a missing node where it is no JSON.
    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /// What the bytes say, or a missing node where they are no JSON.
    static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
