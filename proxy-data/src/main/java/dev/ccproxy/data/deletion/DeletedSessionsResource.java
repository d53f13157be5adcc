package dev.ccproxy.data.deletion;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Deletes whole sessions.
@Path("/api/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deletion")
class DeletedSessionsResource {
    private final Deletions deletions;

    DeletedSessionsResource(Deletions deletions) {
        this.deletions = deletions;
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(202)
    @Operation(
            operationId = "deleteSession",
            summary = "Deletes all exchanges of one of Claude Code's sessions")
    public Deletion session(@PathParam("id") String id) {
        return deletions.begin(DeletionSelection.session(id));
    }
}
