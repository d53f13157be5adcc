package dev.ccproxy.core.health;

import dev.ccproxy.core.forward.UpstreamConfig;
import dev.ccproxy.core.forward.UpstreamStatus;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Whether the upstream could be reached, by what recent exchanges saw.
@Wellness
@Singleton
class UpstreamHealth implements HealthCheck {
    private final UpstreamConfig config;
    private final UpstreamStatus status;

    UpstreamHealth(UpstreamConfig config, UpstreamStatus status) {
        this.config = config;
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<Instant> answer = status.lastAnswer();
        Optional<UpstreamStatus.Failure> failure = status.lastFailure();
        boolean failing =
                failure.isPresent() && failure.get().at().isAfter(answer.orElse(Instant.EPOCH));
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("upstream")
                        .up()
                        .withData(State.KEY, State.degradedIf(failing).name())
                        .withData("url", config.baseUrl().toString());
        answer.ifPresent(at -> response.withData("lastAnswer", at.toString()));
        failure.ifPresent(last ->
                response.withData("lastFailure", last.at().toString())
                        .withData("lastFailureReason", last.reason()));
        return response.build();
    }
}
