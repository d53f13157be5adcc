package dev.ccproxy.data.conversation;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A conversation as a line of a list.
@Schema(description = "A thread of messages: the main one of a session, or an agent's")
public record ConversationSummary(
        @Schema(
                        description = "Names it, also after the index was made again",
                        examples = "0b9c2a4e-5d0f-4c64-9a55-7d1f0c4a1e22.a1b2c3d4e5f60718")
                String id,
        @Schema(description = "Null where the client sent none", nullable = true)
                @Nullable String sessionId,
        @Schema(
                        description = "The working folder, as the client tells the model",
                        examples = "/home/dev/shop",
                        nullable = true)
                @Nullable String project,
        @Schema(description = "True for the main one, false for an agent's") boolean main,
        @Schema(description = "The agent's id, where the client sends one", nullable = true)
                @Nullable String agentId,
        @Schema(
                        description =
                                "The agent's type: as the client tells it, else as the call asked"
                                        + " for, else `unknown`; null for the main conversation",
                        examples = "Explore",
                        nullable = true)
                @Nullable String agentType,
        @Schema(description = "The conversation that called the agent", nullable = true)
                @Nullable String parentId,
        @Schema(description = "The id of the `tool_use` that called the agent", nullable = true)
                @Nullable String spawnedBy,
        @Schema(description = "Its first prompt, up to 200 characters", nullable = true)
                @Nullable String title,
        @Schema(description = "The title that the model gave its session", nullable = true)
                @Nullable String sessionTitle,
        @Schema(description = "How many agents its session called; 0 for an agent's own")
                long agents,
        @Schema(description = "The model asked for last", nullable = true) @Nullable String model,
        @Schema(description = "When its first request came") Instant startedAt,
        @Schema(description = "When anything of it was seen last") Instant lastActivityAt,
        @Schema(description = "Whether a request is in flight") boolean working,
        @Schema(description = "Its requests, those that compact it included") long requests,
        @Schema(description = "Prompts and what came of them") long turns,
        @Schema(description = "Requests that failed; those that the client gave up do not count")
                long errors,
        @Schema(description = "Calls of tools") long toolCalls,
        Tokens tokens,
        Spending spending) {

    /// Some conversations, the last active first, and where to go on.
    @Schema(name = "ConversationPage", description = "Some conversations, the last active first")
    public record Page(
            List<ConversationSummary> items,
            @Schema(
                            description =
                                    "What to pass as `before` for those that follow; null at the"
                                            + " end",
                            nullable = true)
                    @Nullable String next) {}
}
