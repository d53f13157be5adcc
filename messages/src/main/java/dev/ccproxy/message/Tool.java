package dev.ccproxy.message;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A tool that the model may call.
public sealed interface Tool {
    String name();

    /// A tool that the client runs.
    ///
    /// @param inputSchema JSON Schema, as it came
    /// @param strict whether the input must follow the schema; null where the request does not say
    record Custom(
            String name,
            String description,
            JsonNode inputSchema,
            @Nullable Boolean strict,
            @Nullable CacheControl cacheControl)
            implements Tool {}

    /// A tool that the API knows by its type, for example `web_search_20250305`.
    ///
    /// @param json as it came
    record Server(String type, String name, JsonNode json) implements Tool {}
}
