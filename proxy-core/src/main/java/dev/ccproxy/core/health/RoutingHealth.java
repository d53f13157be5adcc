package dev.ccproxy.core.health;

import dev.ccproxy.core.route.LiveRouting;
import dev.ccproxy.core.route.MissingTools;
import dev.ccproxy.core.route.ProviderState;
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
    private final MissingTools missing;

    RoutingHealth(LiveRouting routing, SeenAgents seen, Providers providers, MissingTools missing) {
        this.routing = routing;
        this.seen = seen;
        this.providers = providers;
        this.missing = missing;
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
        for (ProviderState state : providers.states()) {
            if (state.isLeftAlone()) {
                troubles.add("provider " + state.name() + " fails and is left alone for a while");
            }
        }
        for (MissingTools.Warning warning : missing.warnings()) {
            troubles.add(
                    "agent %s carries a tool that %s cannot run (%s)"
                            .formatted(warning.agent(), warning.provider(), warning.reason()));
        }
        return troubles;
    }
}
