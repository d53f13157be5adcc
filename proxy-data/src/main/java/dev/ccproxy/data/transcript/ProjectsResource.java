package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.index.Index;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Working folders.
@Path("/api/projects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Files", description = "What Claude Code itself keeps in ~/.claude")
class ProjectsResource {
    private final Index index;
    private final ObjectMapper json;

    ProjectsResource(Index index, ObjectMapper json) {
        this.index = index;
        this.json = json;
    }

    @GET
    @Operation(
            operationId = "listProjects",
            summary = "Working folders, the last active first, 1,000 at the most")
    public ProjectSummary.Page list() {
        return new ProjectSummary.Page(
                index.read(sql -> new TranscriptViewStore(sql, json).projects()));
    }
}
