package dev.ccproxy.data.conversation;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One of Claude Code's sessions as a line of a list.
@Schema(description = "One of Claude Code's sessions")
public record SessionSummary(
        @Schema(examples = "0b9c2a4e-5d0f-4c64-9a55-7d1f0c4a1e22") String id,
        @Schema(
                        description = "The working folder, as the client tells the model",
                        examples = "/home/dev/shop",
                        nullable = true)
                @Nullable String project,
        @Schema(
                        description =
                                "The branch of git, where Claude Code's own transcript tells it",
                        examples = "main",
                        nullable = true)
                @Nullable String gitBranch,
        @Schema(
                        description =
                                "The title that a person or the model gave it, else the first"
                                        + " prompt, up to 200 characters",
                        nullable = true)
                @Nullable String title,
        @Schema(description = "When anything of it was seen last") Instant lastActivityAt,
        @Schema(description = "Its requests, side requests included") long requests,
        @Schema(description = "Its conversations, the agents' included") long conversations,
        Tokens tokens,
        Spending spending) {

    /// Some sessions, the last active first, and where to go on.
    @Schema(name = "SessionPage", description = "Some sessions, the last active first")
    public record Page(
            List<SessionSummary> items,
            @Schema(
                            description =
                                    "What to pass as `before` for those that follow; null at the"
                                            + " end",
                            nullable = true)
                    @Nullable String next) {}
}
