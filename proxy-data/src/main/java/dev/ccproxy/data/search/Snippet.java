package dev.ccproxy.data.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The part of a text in which most of what was looked for occurs.
@Schema(description = "The part of a text in which most of what was looked for occurs")
public record Snippet(
        @Schema(
                        description =
                                "Plain text, never HTML; begins or ends with … where it was cut",
                        examples = "the till rounds wrongly")
                String text,
        @Schema(description = "Where in it something is that was looked for, in order")
                List<Mark> marks) {

    /// A stretch of a snippet.
    @Schema(name = "SnippetMark", description = "A stretch of a snippet")
    public record Mark(
            @Schema(description = "The place of its first character, from 0, in UTF-16 units")
                    int start,
            @Schema(description = "The place behind its last character") int end) {}
}
