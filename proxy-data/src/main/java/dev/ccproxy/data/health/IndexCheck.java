package dev.ccproxy.data.health;

import dev.ccproxy.data.index.IndexProgress;
import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Tells `/health` how far the index is.
@Wellness
class IndexCheck implements HealthCheck {
    private final IndexHealth index;

    IndexCheck(IndexHealth index) {
        this.index = index;
    }

    @Override
    public HealthCheckResponse call() {
        HealthReport.Part part = index.part();
        IndexProgress progress = index.progress();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named(IndexHealth.NAME)
                        .status(part.status() == HealthStatus.UP);
        Long newest = progress.newest();
        Long revision = progress.revision();
        Long building = progress.building();
        if (newest != null) {
            response.withData("newest", newest);
        }
        if (revision != null) {
            response.withData("revision", revision);
        }
        if (building != null) {
            response.withData("building", building);
        }
        return part.message().isEmpty()
                ? response.build()
                : response.withData("message", part.message()).build();
    }
}
