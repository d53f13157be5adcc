package dev.ccproxy.core.health;

import dev.ccproxy.core.route.LiveRouting;
import dev.ccproxy.core.route.Providers;
import dev.ccproxy.core.route.SeenAgents;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Whether agents go where the configuration sends them.
@Wellness
@Singleton
class RoutingHealth implements HealthCheck {
    private final LiveRouting routing;
    private final SeenAgents seen;
    private final Providers providers;

    RoutingHealth(LiveRouting routing, SeenAgents seen, Providers providers) {
        this.routing = routing;
        this.seen = seen;
        this.providers = providers;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> troubles = troubles();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("routing")
                        .up()
                        .withData(State.KEY, State.degradedIf(!troubles.isEmpty()).name())
                        .withData("enabled", routing.current().enabled());
        if (!troubles.isEmpty()) {
            response.withData("reason", String.join("; ", troubles));
        }
        providers
                .states()
                .forEach(state -> response.withData("breaker." + state.name(), state.breaker()));
        return response.build();
    }

    private List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        routing.refusal()
                .ifPresent(reason ->
                        troubles.add("the changed configuration is not in force: " + reason));
        List<String> unmatched = seen.unmatched(routing.current());
        if (!unmatched.isEmpty()) {
            troubles.add(
                    "no agent of the last hour is called %s; there were %s"
                            .formatted(
                                    String.join(" or ", unmatched),
                                    String.join(", ", seen.names())));
        }
        for (Providers.State state : providers.states()) {
            if (!state.breaker().equals("closed")) {
                troubles.add("provider " + state.name() + " fails and is left alone for a while");
            }
        }
        return troubles;
    }
}
