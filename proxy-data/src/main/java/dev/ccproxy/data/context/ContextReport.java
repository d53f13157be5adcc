package dev.ccproxy.data.context;

import dev.ccproxy.data.conversation.ContextGrowth;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What fills the context of a conversation.
@Schema(description = "What fills the context of a conversation, at one of its requests")
record ContextReport(
        @Schema(description = "The request that was looked at", examples = "1QFKB6H2M0G01")
                String request,
        @Schema(nullable = true) @Nullable String model,
        @Schema(
                        description =
                                "How many tokens the model takes in at once; null where that is not"
                                        + " known",
                        examples = "200000",
                        nullable = true)
                @Nullable Long window,
        @Schema(description = "Tokens of the whole prompt, as charged") long contextTokens,
        @Schema(description = "What it is made of, the largest part first") List<Part> parts,
        @Schema(description = "The single blocks that take up most, the largest first")
                List<Contributor> largest,
        @Schema(description = "How it grew, turn by turn") List<ContextGrowth.Point> growth) {

    /// A part of the prompt.
    @Schema(name = "ContextPart", description = "A part of the prompt")
    record Part(
            ContextKind kind,
            @Schema(
                            description = "The tool, or the MCP server; empty where neither counts",
                            examples = "Read")
                    String name,
            @Schema(description = "How many blocks") int blocks,
            @Schema(description = "Estimated by the share of characters") long estimatedTokens) {}

    /// One block.
    @Schema(name = "ContextContributor", description = "One block of the prompt")
    record Contributor(
            ContextKind kind,
            @Schema(examples = "Read") String name,
            @Schema(
                            description = "What it is about: a path, a command, its first words",
                            examples = "/home/dev/shop/src/till.ts")
                    String about,
            @Schema(
                            description =
                                    "The place of its message in the request, 1 for the first; null"
                                            + " where it stands in none",
                            nullable = true)
                    @Nullable Integer position,
            @Schema(description = "Estimated by the share of characters") long estimatedTokens) {}
}
