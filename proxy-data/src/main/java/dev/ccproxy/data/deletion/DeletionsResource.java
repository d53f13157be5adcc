package dev.ccproxy.data.deletion;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How far deletions are.
@Path("/api/deletions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deletion")
class DeletionsResource {
    private final Deletions deletions;

    DeletionsResource(Deletions deletions) {
        this.deletions = deletions;
    }

    @GET
    @Path("/{number}")
    @Operation(operationId = "getDeletion", summary = "How far a deletion is")
    public Deletion progress(@PathParam("number") long number) {
        return deletions.progress(number);
    }
}
