package dev.ccproxy.data.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How the system is, for people: the dashboard shows it on every page.
@Path("/api/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health", description = "How the system is")
class HealthResource {
    private final RecordingHealth recording;
    private final CoreHealth core;
    private final IndexHealth index;

    HealthResource(RecordingHealth recording, CoreHealth core, IndexHealth index) {
        this.recording = recording;
        this.core = core;
        this.index = index;
    }

    @GET
    @Operation(operationId = "getHealth", summary = "How the system is, part by part")
    public HealthReport health() {
        return HealthReport.of(List.of(core.part(), recording.part(), index.part()));
    }
}
