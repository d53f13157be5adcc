package dev.ccproxy.data.deletion;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// Deletes exchanges, their bodies included.
@Path("/api/requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deletion", description = "What is deleted is gone from the record's files as well")
class DeletedRequestsResource {
    private final Deletions deletions;

    DeletedRequestsResource(Deletions deletions) {
        this.deletions = deletions;
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(202)
    @Operation(operationId = "deleteRequest", summary = "Deletes one exchange")
    public Deletion one(@PathParam("id") String id) {
        return deletions.begin(DeletionSelection.exchange(id));
    }

    @DELETE
    @ResponseStatus(202)
    @Operation(
            operationId = "deleteRequests",
            summary = "Deletes the exchanges of a time range, or all")
    public Deletion several(
            @Parameter(description = "The first moment of the range, in ISO 8601")
                    @QueryParam("from")
                    @Nullable String from,
            @Parameter(description = "The first moment that is no longer in it")
                    @QueryParam("until")
                    @Nullable String until,
            @Parameter(description = "`true` for all that is on record; then there is no range")
                    @QueryParam("everything")
                    @Nullable String everything) {
        return deletions.begin(selection(from, until, everything));
    }

    /// Everything in a range or everything there is, and nothing that is not plainly said.
    static DeletionSelection selection(
            @Nullable String from, @Nullable String until, @Nullable String everything) {
        if (from != null && until != null && everything == null) {
            return DeletionSelection.between(instant("from", from), instant("until", until));
        }
        if (from == null && until == null && "true".equals(everything)) {
            return DeletionSelection.all();
        }
        throw new ProblemException(
                Problem.badRequest("Give both from and until, or everything=true."));
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    Problem.badRequest(name + " is not a time such as 2026-11-22T09:30:00Z."));
        }
    }
}
