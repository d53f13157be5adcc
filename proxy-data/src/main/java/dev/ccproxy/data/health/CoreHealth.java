package dev.ccproxy.data.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/// How proxy-core is, by its own word.
@ApplicationScoped
class CoreHealth {
    private static final String NAME = "proxy-core";
    private static final String UP = "UP";
    private static final String DEGRADED = "DEGRADED";

    private final CoreClient client;

    CoreHealth(@RestClient CoreClient client) {
        this.client = client;
    }

    HealthReport.Part part() {
        try (Response answer = client.health()) {
            return part(answer.readEntity(CoreClient.Report.class));
        } catch (ProcessingException | WebApplicationException e) {
            return new HealthReport.Part(
                    NAME,
                    HealthStatus.DOWN,
                    "proxy-core does not answer: nothing is forwarded or recorded.");
        }
    }

    private static HealthReport.Part part(CoreClient.Report report) {
        String ailing =
                report.checks().stream()
                        .filter(CoreClient.Check::isAiling)
                        .map(CoreHealth::trouble)
                        .collect(Collectors.joining("; "));
        return switch (report.status()) {
            case UP -> new HealthReport.Part(NAME, HealthStatus.UP, "");
            case DEGRADED ->
                    new HealthReport.Part(
                            NAME, HealthStatus.DEGRADED, "It forwards, with trouble: " + ailing);
            default ->
                    new HealthReport.Part(
                            NAME, HealthStatus.DOWN, "It takes no new requests: " + ailing);
        };
    }

    private static String trouble(CoreClient.Check check) {
        CoreClient.Data data = check.data();
        String reason = data == null ? null : data.reason();
        String failure = data == null ? null : data.lastFailureReason();
        String what = reason == null ? failure : reason;
        return what == null ? check.name() : check.name() + ", " + what;
    }
}
