package dev.ccproxy.data.transcript;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A plan that Claude Code has written down.
@Schema(description = "A plan that Claude Code has written down")
public record Plan(
        @Schema(description = "Its file", examples = "mend-the-till.md") String name,
        @Schema(description = "Its first heading, else its first line", nullable = true)
                @Nullable String title,
        Instant modifiedAt,
        long bytes) {

    /// All of them, the newest first.
    @Schema(name = "PlanList", description = "Plans, the newest first")
    public record Page(List<Plan> items) {}

    /// A plan in full.
    @Schema(name = "PlanText", description = "A plan in full")
    public record Text(
            Plan plan, @Schema(description = "Markdown, 1 MiB at the most") String text) {}
}
