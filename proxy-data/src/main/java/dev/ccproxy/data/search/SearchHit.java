package dev.ccproxy.data.search;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A passage in which everything is that was looked for.
@Schema(description = "A passage in which everything is that was looked for")
public record SearchHit(
        PassageKind kind,
        @Schema(
                        description = "The tool whose input or result it is",
                        examples = "Bash",
                        nullable = true)
                @Nullable String tool,
        @Schema(description = "Whether it is the result of a call that failed") boolean isError,
        @Schema(description = "When it was said, to the second") Instant at,
        Snippet snippet,
        @Schema(
                        description = "The conversation; null where it never crossed the proxy",
                        nullable = true)
                @Nullable String conversationId,
        @Schema(
                        description = "The session's title, else the conversation's first prompt",
                        nullable = true)
                @Nullable String title,
        @Schema(nullable = true) @Nullable String sessionId,
        @Schema(description = "The working folder", examples = "/home/dev/shop", nullable = true)
                @Nullable String project,
        @Schema(
                        description =
                                "The type of the agent that it is about; null for the main one",
                        examples = "Explore",
                        nullable = true)
                @Nullable String agentType,
        @Schema(description = "The message in its conversation", nullable = true)
                @Nullable Long message,
        @Schema(description = "The message that begins its turn", nullable = true)
                @Nullable Long turn,
        @Schema(
                        description = "The request that carried it first, or whose answer it is",
                        examples = "1QFKB6H2M0G01",
                        nullable = true)
                @Nullable String request,
        @Schema(
                        description =
                                "The transcript, where the conversation never crossed the proxy",
                        nullable = true)
                @Nullable Long transcript,
        @Schema(
                        description = "The place of the message in that transcript, from 1",
                        nullable = true)
                @Nullable Long position) {

    /// Some hits, and where to go on.
    @Schema(name = "SearchPage", description = "Some hits, the best or the newest first")
    public record Page(
            List<SearchHit> items,
            @Schema(
                            description =
                                    "What to pass as `before` for those that follow; null at the"
                                            + " end. A page may be short, or empty, where much had"
                                            + " to be looked through",
                            nullable = true)
                    @Nullable String next) {}
}
