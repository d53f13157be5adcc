package dev.ccproxy.data.difference;

import dev.ccproxy.data.content.PromptPart;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How one request differs from another, block by block.
@Schema(description = "How one request became another, block by block")
record RequestDifference(
        @Schema(description = "The one that counts as earlier") String fromId,
        @Schema(description = "The one that counts as later") String toId,
        @Schema(description = "Blocks that are the same, added, removed, changed; of all parts")
                Counts counts,
        @Schema(
                        description =
                                "Headers that differ, in order of their names; credentials are"
                                        + " fingerprints")
                List<Field> headers,
        @Schema(description = "Other fields of the bodies that differ, as JSON")
                List<Field> parameters,
        @Schema(description = "In the order of the prompt; runs of equal blocks are one entry")
                List<Entry> blocks,
        @Schema(description = "Whether there was more to tell than fits") boolean truncated) {

    /// How many blocks are of which kind.
    @Schema(name = "DifferenceCounts", description = "Numbers of blocks")
    record Counts(int equal, int added, int removed, int changed) {}

    /// A header or a parameter.
    @Schema(name = "FieldDifference", description = "A header or parameter that differs")
    record Field(
            @Schema(examples = "max_tokens") String name,
            @Schema(nullable = true) @Nullable String from,
            @Schema(nullable = true) @Nullable String to) {}

    /// A block, or a run of equal ones.
    @Schema(name = "BlockDifference", description = "A block, or a run of equal ones")
    record Entry(
            DifferenceKind kind,
            @Schema(enumeration = {"tools", "system", "messages"}) PromptPart part,
            @Schema(description = "How many blocks; 1 but for equal ones") int blocks,
            @Schema(description = "Where it stands in the earlier one", nullable = true)
                    @Nullable Place from,
            @Schema(description = "Where it stands in the later one", nullable = true)
                    @Nullable Place to,
            @Schema(
                            description =
                                    "The lines of a block that is not equal, with three around each"
                                            + " change")
                    List<Line> lines) {}

    /// Where a block stands.
    @Schema(name = "BlockPlace", description = "Where a block stands")
    record Place(
            @Schema(description = "Which tool, system block or message, from 0") int index,
            @Schema(description = "Which block of a message, from 0; 0 elsewhere") int block,
            @Schema(description = "A tool's name, a message's role, or empty", examples = "Bash")
                    String label,
            @Schema(description = "A block's type, or `tool`", examples = "text") String type) {}

    /// A line of a block.
    @Schema(name = "LineDifference", description = "A line of a block")
    record Line(
            @Schema(description = "`equal`, `added` or `removed`") DifferenceKind kind,
            @Schema(description = "Cut after 2,000 characters") String text) {}
}
