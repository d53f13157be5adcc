package dev.ccproxy.data.deletion;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.recording.RecordingConfig;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// How far deletions are.
@Path("/api/deletions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deletion")
class DeletionsResource {
    private final Deletions deletions;
    private final Index index;
    private final RecordingConfig recording;

    DeletionsResource(Deletions deletions, Index index, RecordingConfig recording) {
        this.deletions = deletions;
        this.index = index;
        this.recording = recording;
    }

    @GET
    @Path("/preview")
    @Operation(
            operationId = "previewDeletion",
            summary = "What a deletion would take away",
            description = "By `session`, by `from` and `until`, or `everything=true`.")
    public DeletionPreview preview(
            @Parameter(description = "A session, by its whole id") @QueryParam("session")
                    @Nullable String session,
            @Parameter(description = "The first moment of the range, in ISO 8601")
                    @QueryParam("from")
                    @Nullable String from,
            @Parameter(description = "The first moment that is no longer in it")
                    @QueryParam("until")
                    @Nullable String until,
            @Parameter(description = "`true` for all that is on record") @QueryParam("everything")
                    @Nullable String everything) {
        DeletionSelection selection = selection(session, from, until, everything);
        boolean complete = index.progress().isComplete();
        DeletionPreviewStore.Counts counts =
                index.read(sql -> counts(new DeletionPreviewStore(sql), selection));
        return new DeletionPreview(
                counts.exchanges(),
                counts.sessions(),
                counts.first(),
                counts.last(),
                counts.requestBytes(),
                counts.responseBytes(),
                size("") + size("-wal"),
                complete);
    }

    private static DeletionSelection selection(
            @Nullable String session,
            @Nullable String from,
            @Nullable String until,
            @Nullable String everything) {
        if (session == null) {
            return DeletedRequestsResource.selection(from, until, everything);
        }
        if (from != null || until != null || everything != null) {
            throw new ProblemException(Problem.badRequest("Give a session, or anything else."));
        }
        return DeletionSelection.session(session);
    }

    private static DeletionPreviewStore.Counts counts(
            DeletionPreviewStore store, DeletionSelection selection) {
        String session = selection.session();
        Instant from = selection.from();
        Instant until = selection.until();
        if (session != null) {
            return store.session(session);
        }
        return from == null || until == null ? store.everything() : store.between(from, until);
    }

    /// Bytes of the record's file with this ending.
    private long size(String suffix) {
        try {
            return Files.size(Paths.get(recording.path() + suffix));
        } catch (IOException notThere) {
            return 0;
        }
    }

    @GET
    @Path("/{number}")
    @Operation(operationId = "getDeletion", summary = "How far a deletion is")
    public Deletion progress(@PathParam("number") long number) {
        return deletions.progress(number);
    }
}
