package dev.ccproxy.data.conversation;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Claude Code's sessions.
@Path("/api/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "Claude Code's sessions")
class SessionsResource {
    private static final int MAX_LIMIT = 500;

    private final Index index;

    SessionsResource(Index index) {
        this.index = index;
    }

    @GET
    @Operation(
            operationId = "listSessions",
            summary = "Sessions, the last active first, page by page")
    public SessionSummary.Page list(
            @Parameter(description = "Only those less recently active; `next` of the page before")
                    @QueryParam("before")
                    @Nullable String before,
            @Parameter(description = "A working folder, by its whole path") @QueryParam("project")
                    @Nullable String project,
            @Parameter(description = "How many at the most")
                    @Schema(minimum = "1", maximum = "500")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    int limit) {
        checkLimit(limit, MAX_LIMIT);
        Cursor cursor = Cursor.parse("before", before);
        List<ConversationViewStore.Row<SessionSummary>> rows =
                index.read(
                        sql -> new ConversationViewStore(sql).sessions(cursor, project, limit + 1));
        boolean more = rows.size() > limit;
        List<SessionSummary> items =
                rows.stream().limit(limit).map(ConversationViewStore.Row::item).toList();
        ConversationViewStore.@Nullable Row<SessionSummary> last =
                more ? rows.get(limit - 1) : null;
        String next =
                last == null
                        ? null
                        : new Cursor(StepStore.micros(last.item().lastActivityAt()), last.id())
                                .toString();
        return new SessionSummary.Page(items, next);
    }

    static void checkLimit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new ProblemException(
                    Problem.badRequest("limit is not between 1 and " + most + "."));
        }
    }
}
