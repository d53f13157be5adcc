package dev.ccproxy.data.transcript;

import dev.ccproxy.data.cost.Money;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A working folder as a line of a list.
@Schema(name = "Project", description = "A working folder in which Claude Code was used")
public record ProjectSummary(
        @Schema(
                        description =
                                "Its path, else the name of the folder that Claude Code keeps its"
                                        + " transcripts in",
                        examples = "/home/dev/shop")
                String path,
        @Schema(description = "Sessions, with those that never crossed the proxy") long sessions,
        @Schema(description = "Conversations that crossed the proxy, the agents' included")
                long conversations,
        @Schema(description = "Requests that crossed the proxy") long requests,
        @Schema(description = "Transcripts, the agents' included") long transcripts,
        @Schema(description = "When anything of it was seen last") Instant lastActivityAt,
        @Schema(
                        description = "The branch of git that a transcript told last",
                        examples = "main",
                        nullable = true)
                @Nullable String gitBranch,
        @Schema(description = "Of the requests that have a price") Money cost,
        @Schema(description = "How many were charged for at a price that is not known")
                long unpricedRequests) {

    /// All of them, the last active first.
    @Schema(name = "ProjectList", description = "Working folders, the last active first")
    public record Page(List<ProjectSummary> items) {}
}
