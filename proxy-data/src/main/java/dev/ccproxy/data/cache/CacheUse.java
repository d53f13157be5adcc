package dev.ccproxy.data.cache;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.data.content.Prompt;
import dev.ccproxy.message.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request, as far as the API's cache is concerned.
///
/// @param started when it came
/// @param answering how long after that the answer began, which is when what it wrote can be read;
///   null where it has not
/// @param model the model asked for
/// @param parameters of the fields that a cached prefix depends on, those that are there, as JSON
/// @param betas the values of `anthropic-beta`
/// @param usage null where no answer told
public record CacheUse(
        Instant started,
        @Nullable Duration answering,
        String model,
        Map<String, String> parameters,
        String betas,
        Prompt prompt,
        @Nullable Usage usage) {
    /// Fields without which messages, though equal, are not the same to the cache.
    private static final String[] PARAMETERS = {"tool_choice", "thinking", "speed"};

    /// Makes one of a request's body.
    public static CacheUse of(
            Instant started,
            @Nullable Duration answering,
            String betas,
            JsonNode body,
            @Nullable Usage usage) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : PARAMETERS) {
            if (body.hasNonNull(name)) {
                parameters.put(name, body.path(name).toString());
            }
        }
        return new CacheUse(
                started,
                answering,
                body.path("model").asText(),
                parameters,
                betas,
                Prompt.of(body),
                usage);
    }

    /// Tokens that it left in the cache: what it read, and what it wrote.
    long cachedTokens() {
        return usage == null ? 0 : usage.cacheReadInputTokens() + writtenTokens();
    }

    /// Tokens that it wrote into the cache.
    long writtenTokens() {
        return usage == null
                ? 0
                : usage.cacheWrite5mInputTokens() + usage.cacheWrite1hInputTokens();
    }

    /// Tokens that it read from the cache.
    long readTokens() {
        return usage == null ? 0 : usage.cacheReadInputTokens();
    }

    /// How long what it left in the cache is kept.
    Duration ttl() {
        int last = prompt.lastBreakpoint();
        Duration ttl = last < 0 ? null : prompt.blocks().get(last).ttl();
        return ttl == null ? Duration.ZERO : ttl;
    }
}
