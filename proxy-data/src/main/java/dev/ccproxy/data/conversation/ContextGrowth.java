package dev.ccproxy.data.conversation;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How conversations' prompts grow.
@ApplicationScoped
public class ContextGrowth {
    private final Index index;

    ContextGrowth(Index index) {
        this.index = index;
    }

    /// How much the model was given at the end of a turn.
    @Schema(name = "ContextPoint", description = "How much the model was given at a turn's end")
    public record Point(
            @Schema(description = "The message that begins the turn") long turn,
            @Schema(description = "The turn's last request that was answered") String request,
            Instant startedAt,
            @Schema(nullable = true) @Nullable String model,
            @Schema(description = "Tokens of its prompt, cached ones included, as charged")
                    long contextTokens,
            @Schema(description = "Tokens of its answer") long outputTokens) {}

    /// Every turn of a conversation that was answered, in order.
    ///
    /// @throws ProblemException if there is no such conversation
    public List<Point> of(String conversation) {
        return index.read(sql -> {
            var row = new ConversationViewStore(sql).conversation(conversation);
            if (row == null) {
                throw new ProblemException(
                        Problem.notFound("There is no conversation with this id. Was it deleted?"));
            }
            return new PlaceStore(sql).growth(row.id());
        });
    }
}
