package dev.ccproxy.data.exchange;

import dev.ccproxy.data.cost.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What follows from an exchange's bodies, as the index has it.
@Schema(description = "What follows from an exchange's bodies")
public record RequestFacts(
        @Schema(
                        description =
                                "What it is for, as found by its content: `main`, `agent`,"
                                        + " `compaction`, `title` and so on, see RequestClass",
                        examples = "main")
                String kind,
        @Schema(
                        description = "The conversation it belongs to; null for side requests",
                        nullable = true)
                @Nullable String conversationId,
        @Schema(
                        description = "The type of the agent that asked; null for the main one",
                        examples = "Explore",
                        nullable = true)
                @Nullable String agentType,
        @Schema(description = "The tools that the answer calls, in order, each as often as called")
                List<String> tools,
        @Schema(description = "Null where nothing was charged", nullable = true)
                @Nullable Charge charge,
        @Schema(
                        description = "Why the answer ended, in the API's words",
                        examples = "tool_use",
                        nullable = true)
                @Nullable String stopReason,
        @Schema(
                        description = "The API's type of error, where it tells one",
                        examples = "overloaded_error",
                        nullable = true)
                @Nullable String error,
        @Schema(description = "Who answered, or was asked to", examples = "anthropic")
                String provider,
        @Schema(
                        description = "The model that was asked instead, where an agent was routed",
                        examples = "gpt-4o",
                        nullable = true)
                @Nullable String routedModel) {

    /// What an answer took.
    @Schema(name = "RequestCharge", description = "What an answer took, as the API counted it")
    public record Charge(
            @Schema(description = "Input neither read from the cache nor written to it")
                    long inputTokens,
            long cacheReadTokens,
            @Schema(description = "Input written to the cache for five minutes")
                    long cacheWrite5mTokens,
            @Schema(description = "Input written to the cache for an hour") long cacheWrite1hTokens,
            @Schema(description = "Thinking included") long outputTokens,
            @Schema(
                            description =
                                    "`cacheReadTokens` divided by all input tokens; null without"
                                            + " any",
                            examples = "0.985",
                            nullable = true)
                    @Nullable Double cacheRatio,
            @Schema(
                            description = "In USD; null where there is no price, never 0 for that",
                            examples = "0.0312",
                            nullable = true)
                    @Nullable Money cost) {}
}
