package dev.ccproxy.data.conversation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where an exchange belongs, as the index knows it.
@Schema(description = "Where an exchange belongs, and what it took once it has ended")
public record ExchangePlace(
        @Schema(description = "The exchange", examples = "1QFKB6H2M0G01") String id,
        RequestClass kind,
        @Schema(description = "Null where the client sent none", nullable = true)
                @Nullable String sessionId,
        @Schema(
                        description = "The working folder, as the client tells the model",
                        examples = "/home/dev/shop",
                        nullable = true)
                @Nullable String project,
        @Schema(description = "Null for side requests", nullable = true)
                @Nullable String conversation,
        @Schema(
                        description = "The agent's type; null for the main conversation",
                        examples = "Explore",
                        nullable = true)
                @Nullable String agentType,
        @Schema(description = "The conversation that called the agent", nullable = true)
                @Nullable String parent,
        @Schema(
                        description = "The first prompt of the conversation, up to 200 characters",
                        nullable = true)
                @Nullable String title,
        @Schema(description = "The title that the model gave the session", nullable = true)
                @Nullable String sessionTitle,
        @Schema(description = "The message that begins its turn", nullable = true)
                @Nullable Long turn,
        @Schema(description = "Whether it has ended") boolean ended,
        @Schema(examples = "tool_use", nullable = true) @Nullable String stopReason,
        Tokens tokens,
        Spending spending) {}
