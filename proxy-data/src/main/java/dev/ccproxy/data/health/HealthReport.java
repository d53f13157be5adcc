package dev.ccproxy.data.health;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How the system is, part by part.
@Schema(description = "How the system is, part by part")
record HealthReport(
        @Schema(description = "The worst of the parts'") HealthStatus status, List<Part> parts) {

    /// One part of the system.
    @Schema(name = "HealthPart", description = "One part of the system")
    record Part(
            @Schema(examples = "recording") String name,
            HealthStatus status,
            @Schema(description = "What is the matter and what to do; empty where all is well")
                    String message) {}

    static HealthReport of(List<Part> parts) {
        HealthStatus worst =
                parts.stream().map(Part::status).reduce(HealthStatus.UP, HealthStatus::worse);
        return new HealthReport(worst, parts);
    }
}
