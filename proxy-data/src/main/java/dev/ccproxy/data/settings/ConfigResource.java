package dev.ccproxy.data.settings;

import dev.ccproxy.configuration.Configuration;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The configuration as it is.
@Path("/api/config")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Configuration", description = "The configuration as it is")
class ConfigResource {
    private final EffectiveConfiguration effective =
            EffectiveConfiguration.of(Configuration.load(System.getenv()));

    @GET
    @Operation(operationId = "getConfig", summary = "The settings that count, secrets masked")
    public EffectiveConfiguration get() {
        return effective;
    }
}
