package dev.ccproxy.data.health;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Tells `/health` whether the record can be read, and leaves readiness alone: this service answers
/// without a record too, it says what is wrong with it.
@Wellness
class RecordingCheck implements HealthCheck {
    private final RecordingHealth recording;

    RecordingCheck(RecordingHealth recording) {
        this.recording = recording;
    }

    @Override
    public HealthCheckResponse call() {
        HealthReport.Part part = recording.part();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named(RecordingHealth.NAME)
                        .status(part.status() == HealthStatus.UP);
        return part.message().isEmpty()
                ? response.build()
                : response.withData("problem", part.message()).build();
    }
}
