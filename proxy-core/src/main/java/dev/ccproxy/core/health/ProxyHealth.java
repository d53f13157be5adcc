package dev.ccproxy.core.health;

import dev.ccproxy.core.forward.ProxyServer;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready until the process is told to stop; from then on new requests belong elsewhere.
@Readiness
@Singleton
class ProxyHealth implements HealthCheck {
    private final ProxyServer server;

    ProxyHealth(ProxyServer server) {
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("proxy")
                .status(!server.isDraining())
                .withData("exchangesInFlight", server.inFlight())
                .build();
    }
}
