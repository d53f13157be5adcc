package dev.ccproxy.data.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.data.cost.CacheEffect;
import dev.ccproxy.data.cost.Cost;
import dev.ccproxy.message.ApiError;
import dev.ccproxy.message.Usage;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an exchange is about: the request and the answer, taken apart.
@Schema(description = "What an exchange is about: the request and the answer, taken apart")
record RequestContent(
        @Schema(
                        description = "The model that the request asks for",
                        examples = "claude-sonnet-4-5",
                        nullable = true)
                @Nullable String model,
        @Schema(
                        implementation = Object.class,
                        description =
                                "The other fields of the request's body, as on the wire, for"
                                        + " example `max_tokens`")
                JsonNode parameters,
        List<Item> tools,
        List<Item> system,
        @Schema(description = "Some of the messages, in order") List<Turn> messages,
        @Schema(description = "How many messages the request has") int messageCount,
        @Schema(
                        description =
                                "What to pass as `from` for the messages that follow; null at the"
                                        + " end",
                        nullable = true)
                @Nullable Integer next,
        @Schema(
                        description =
                                "Whether the estimates are scaled to the tokens that were charged;"
                                        + " else they are a quarter of the characters")
                boolean calibrated,
        @Schema(description = "Null while there is no answer of the API", nullable = true)
                @Nullable Reply answer,
        @Schema(description = "Null where the answer tells none", nullable = true)
                @Nullable Tokens usage,
        @Schema(description = "Null where the model is unpriced, or without usage", nullable = true)
                @Nullable Cost cost,
        @Schema(description = "What the cache changed about the cost", nullable = true)
                @Nullable CacheEffect cacheEffect) {

    /// A tool, or a block of the system prompt or of a message.
    @Schema(name = "ContentItem", description = "A tool, or a block of content")
    record Item(
            @Schema(implementation = Object.class, description = "As on the wire") JsonNode json,
            @Schema(
                            description =
                                    "Tokens, estimated by the share of characters in the request",
                            examples = "412")
                    long estimatedTokens,
            @Schema(
                            description =
                                    "Seconds for which the prompt up to here is to be cached; null"
                                            + " where it is not",
                            examples = "300",
                            nullable = true)
                    @Nullable Long cacheTtlSeconds) {}

    /// A message.
    @Schema(name = "ContentMessage", description = "A message; a string has become a text block")
    record Turn(
            @Schema(description = "From 0") int index,
            @Schema(examples = "user") String role,
            List<Item> blocks) {}

    /// What the API answered.
    @Schema(name = "ContentAnswer", description = "What the API answered, put together, so far")
    record Reply(
            @Schema(examples = "msg_01XFDUDYJgAACzvnptvVoYEL", nullable = true) @Nullable String id,
            @Schema(description = "The model that answered", nullable = true)
                    @Nullable String model,
            @Schema(implementation = Object[].class, description = "The blocks, as on the wire")
                    List<JsonNode> content,
            @Schema(examples = "end_turn", nullable = true) @Nullable String stopReason,
            @Schema(nullable = true) @Nullable String stopSequence,
            @Schema(description = "What went wrong, if anything", nullable = true)
                    @Nullable ApiError error,
            @Schema(description = "Whether it came to its end") boolean complete) {}

    /// What an answer took.
    @Schema(name = "TokenUsage", description = "Tokens by how they are charged")
    record Tokens(
            @Schema(description = "Input that was neither read from the cache nor written into it")
                    long inputTokens,
            long cacheReadTokens,
            @Schema(description = "Written for five minutes") long cacheWrite5mTokens,
            @Schema(description = "Written for an hour") long cacheWrite1hTokens,
            @Schema(description = "All input, cached or not") long totalInputTokens,
            @Schema(description = "Thinking included") long outputTokens,
            @Schema(description = "Searches that the API made") long webSearches,
            @Schema(examples = "standard", nullable = true) @Nullable String serviceTier) {
        static Tokens of(Usage usage) {
            return new Tokens(
                    usage.inputTokens(),
                    usage.cacheReadInputTokens(),
                    usage.cacheWrite5mInputTokens(),
                    usage.cacheWrite1hInputTokens(),
                    usage.totalInputTokens(),
                    usage.outputTokens(),
                    usage.webSearchRequests(),
                    usage.serviceTier());
        }
    }
}
