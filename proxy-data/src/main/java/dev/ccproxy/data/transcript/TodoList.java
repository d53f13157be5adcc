package dev.ccproxy.data.transcript;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an agent has set out to do.
@Schema(description = "What an agent has set out to do")
public record TodoList(
        @Schema(description = "Its file") String name,
        @Schema(nullable = true) @Nullable String sessionId,
        @Schema(description = "The agent's id; null for the main one", nullable = true)
                @Nullable String agentId,
        Instant modifiedAt,
        List<Item> items) {

    /// One thing to do.
    @Schema(name = "Todo", description = "One thing to do")
    public record Item(
            String content,
            @Schema(
                            description =
                                    "`pending`, `in_progress`, `completed`, or what else the"
                                            + " client says")
                    String status) {}

    /// All that are not empty, the newest first.
    @Schema(name = "TodoPage", description = "Lists of things to do, the newest first")
    public record Page(List<TodoList> items) {}
}
