package dev.ccproxy.core.health;

import dev.ccproxy.core.capture.StorageConfig;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// How much room is left for the record.
@Wellness
@Singleton
class DiskHealth implements HealthCheck {
    private static final long LOW_BYTES = 1L << 30;

    private final Path folder;

    DiskHealth(StorageConfig config) {
        this.folder = config.dbPath().toAbsolutePath().resolveSibling("");
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("disk").up().withData("folder", folder.toString());
        try {
            long usable = Files.getFileStore(folder).getUsableSpace();
            return response.withData(State.KEY, State.degradedIf(usable < LOW_BYTES).name())
                    .withData("usableBytes", usable)
                    .withData("lowBelowBytes", LOW_BYTES)
                    .build();
        } catch (IOException e) {
            return response.withData(State.KEY, State.DEGRADED.name())
                    .withData("reason", "the folder cannot be read")
                    .build();
        }
    }
}
