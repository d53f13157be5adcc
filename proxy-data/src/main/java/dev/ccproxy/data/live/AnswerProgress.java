package dev.ccproxy.data.live;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What came of an answer since its last event.
@Schema(
        description =
                "What came of an answer since its last event. Text that was told before is left out;"
                        + " `at` says where what is told goes on")
record AnswerProgress(
        @Schema(description = "The exchange", examples = "1QFKB6H2M0G01") String id,
        @Schema(description = "The model that answers", nullable = true) @Nullable String model,
        @Schema(
                        description = "Tokens of the prompt, cached ones included",
                        examples = "48223",
                        nullable = true)
                @Nullable Long contextTokens,
        @Schema(
                        description =
                                "Tokens of the answer, as far as the API has counted them: mostly at"
                                        + " its end",
                        nullable = true)
                @Nullable Long outputTokens,
        @Schema(examples = "tool_use", nullable = true) @Nullable String stopReason,
        @Schema(description = "Whether all of the answer was told") boolean complete,
        List<Block> blocks) {

    /// What was added to a block.
    @Schema(name = "AnswerBlockProgress", description = "What was added to a block")
    record Block(
            @Schema(description = "The block's place in the answer, from 0") int index,
            @Schema(examples = "text") String type,
            @Schema(description = "The tool that is called", examples = "Bash", nullable = true)
                    @Nullable String name,
            @Schema(description = "Of a `tool_use`", nullable = true) @Nullable String toolUseId,
            @Schema(
                            description =
                                    "How many characters of the block come before what is added;"
                                            + " whoever has more of it drops what follows them")
                    int at,
            @Schema(description = "Text, thinking, or a piece of the JSON of a tool's input")
                    String text) {}
}
