package dev.ccproxy.message;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What an answer took, in tokens, in the buckets in which it is charged.
///
/// @param inputTokens the wire's figure: input that was neither read from the cache nor written to
///   it
/// @param cacheReadInputTokens input read from the cache
/// @param cacheWrite5mInputTokens input written to the cache for five minutes; all that was written
///   where the answer does not tell the two apart
/// @param cacheWrite1hInputTokens input written to the cache for an hour
/// @param outputTokens output, thinking included
/// @param webSearchRequests searches that the API made
/// @param serviceTier for example `standard`, `priority` or `batch`
public record Usage(
        long inputTokens,
        long cacheReadInputTokens,
        long cacheWrite5mInputTokens,
        long cacheWrite1hInputTokens,
        long outputTokens,
        long webSearchRequests,
        @Nullable String serviceTier) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, null);

    /// All input, cached or not.
    public long totalInputTokens() {
        return inputTokens
                + cacheReadInputTokens
                + cacheWrite5mInputTokens
                + cacheWrite1hInputTokens;
    }

    /// Reads the API's `usage` object.
    public static Usage of(JsonNode json) {
        JsonNode creation = json.path("cache_creation");
        long written = tokens(json, "cache_creation_input_tokens");
        long oneHour = tokens(creation, "ephemeral_1h_input_tokens");
        return new Usage(
                tokens(json, "input_tokens"),
                tokens(json, "cache_read_input_tokens"),
                creation.isObject()
                        ? tokens(creation, "ephemeral_5m_input_tokens")
                        : Math.max(0, written - oneHour),
                oneHour,
                tokens(json, "output_tokens"),
                tokens(json.path("server_tool_use"), "web_search_requests"),
                json.path("service_tier").textValue());
    }

    private static long tokens(JsonNode json, String name) {
        return Math.max(0, json.path(name).asLong());
    }
}
