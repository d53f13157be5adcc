package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Conversations as Claude Code itself keeps them.
@Path("/api/transcripts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Files", description = "What Claude Code itself keeps in ~/.claude")
class TranscriptsResource {
    private static final int MAX_LIMIT = 500;

    private final Index index;
    private final ObjectMapper json;

    TranscriptsResource(Index index, ObjectMapper json) {
        this.index = index;
        this.json = json;
    }

    @GET
    @Operation(
            operationId = "listTranscripts",
            summary = "Transcripts, the last active first, page by page",
            description =
                    "Those of conversations that crossed the proxy, too: `source` tells. Empty"
                            + " where Claude Code's files cannot be read from here.")
    public TranscriptSummary.Page list(
            @Parameter(description = "A working folder, by its whole path") @QueryParam("project")
                    @Nullable String project,
            @Parameter(description = "A session, by its whole id") @QueryParam("session")
                    @Nullable String session,
            @Parameter(description = "Only those less recently active; `next` of the page before")
                    @QueryParam("before")
                    @Nullable Long before,
            @Parameter(description = "How many at the most")
                    @Schema(minimum = "1", maximum = "500")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    int limit) {
        checkLimit(limit);
        List<TranscriptSummary> found =
                index.read(sql ->
                        new TranscriptViewStore(sql, json)
                                .transcripts(project, session, before, limit + 1));
        boolean more = found.size() > limit;
        List<TranscriptSummary> items = more ? found.subList(0, limit) : found;
        return new TranscriptSummary.Page(items, more ? Long.toString(items.getLast().id()) : null);
    }

    @GET
    @Path("/{id}/messages")
    @Operation(
            operationId = "listTranscriptMessages",
            summary = "The messages of a transcript, in order, page by page")
    public TranscriptSummary.Messages messages(
            @PathParam("id") long id,
            @Parameter(description = "The place of the first message to give, from 1")
                    @Schema(minimum = "1")
                    @QueryParam("from")
                    @DefaultValue("1")
                    long from,
            @Parameter(description = "How many at the most")
                    @Schema(minimum = "1", maximum = "500")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    int limit) {
        checkLimit(limit);
        return index.read(sql -> {
            TranscriptViewStore views = new TranscriptViewStore(sql, json);
            TranscriptSummary transcript = views.transcript(id);
            if (transcript == null) {
                throw new ProblemException(
                        Problem.notFound("There is no transcript with this number."));
            }
            List<TranscriptSummary.Message> items = views.messages(id, from, limit);
            long end = items.isEmpty() ? from : items.getLast().position() + 1;
            return new TranscriptSummary.Messages(
                    transcript,
                    items,
                    items.size() == limit && end <= transcript.messages() ? end : null);
        });
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(
                    Problem.badRequest("limit is not between 1 and " + MAX_LIMIT + "."));
        }
    }
}
