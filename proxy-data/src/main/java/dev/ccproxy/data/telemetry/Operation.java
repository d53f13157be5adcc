package dev.ccproxy.data.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call of a model, as the semantic conventions for generative AI tell of it.
///
/// @param model that was asked for
/// @param status the answer's HTTP status; null where none came
/// @param error the type of what went wrong; null where all went well
/// @param totalInputTokens all input, cached or not
/// @param traceparent of the client's own trace; null where it sent none
/// @param input what was asked, as JSON; null where content is not told
/// @param output what was answered, as JSON; null where content is not told
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/">Semantic conventions</a>
record Operation(
        String exchange,
        String model,
        @Nullable String answeringModel,
        @Nullable String responseId,
        List<String> finishReasons,
        @Nullable Integer status,
        @Nullable String error,
        long totalInputTokens,
        long cacheReadTokens,
        long cacheWriteTokens,
        long outputTokens,
        @Nullable String session,
        @Nullable String agent,
        Instant started,
        Duration duration,
        @Nullable Duration timeToFirstToken,
        Map<String, String> traceparent,
        @Nullable String input,
        @Nullable String output) {
    Operation {
        finishReasons = List.copyOf(finishReasons);
        traceparent = Map.copyOf(traceparent);
    }
}
