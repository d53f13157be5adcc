package dev.ccproxy.core.health;

import dev.ccproxy.core.capture.Recorder;
import dev.ccproxy.core.capture.RecorderStatus;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Whether what crosses the proxy gets into the record.
@Wellness
@Singleton
class RecorderHealth implements HealthCheck {
    private final Recorder recorder;
    private final RecorderStatus status;

    RecorderHealth(Recorder recorder, RecorderStatus status) {
        this.recorder = recorder;
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        RecorderStatus.State state = status.state();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("recorder")
                        .up()
                        .withData(State.KEY, State.degradedIf(!state.works()).name())
                        .withData("since", state.since().toString())
                        .withData("queueBytes", recorder.queuedBytes())
                        .withData("exchangesDropped", recorder.exchangesDropped())
                        .withData("bytesDropped", recorder.bytesDropped());
        return state.works()
                ? response.build()
                : response.withData("reason", state.reason()).build();
    }
}
