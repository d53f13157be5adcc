package dev.ccproxy.data.exchange;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Some of an answer's events, in the order in which they came.
@Schema(description = "Some of an answer's events, in the order in which they came")
record StreamEventPage(
        List<StreamEvent> items,
        @Schema(
                        description =
                                "What to pass as `from` for those that follow; null at the end",
                        nullable = true)
                @Nullable Integer next,
        @Schema(description = "Why the answer could not be decoded to its end", nullable = true)
                @Nullable String problem) {}
