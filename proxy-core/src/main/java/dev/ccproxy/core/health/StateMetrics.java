package dev.ccproxy.core.health;

import dev.ccproxy.core.capture.RecorderStatus;
import dev.ccproxy.core.forward.ProxyServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// What Prometheus is told of this service's state.
@Singleton
class StateMetrics {
    private final MeterRegistry registry;
    private final ProxyServer server;
    private final RecorderStatus recorder;

    StateMetrics(MeterRegistry registry, ProxyServer server, RecorderStatus recorder) {
        this.registry = registry;
        this.server = server;
        this.recorder = recorder;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("ccproxy.exchanges.in.flight", server, ProxyServer::inFlight)
                .description("Exchanges that have begun and not ended")
                .register(registry);
        Gauge.builder("ccproxy.recorder.up", recorder, status -> status.state().works() ? 1 : 0)
                .description("Whether what crosses the proxy gets into the record: 1 or 0")
                .register(registry);
        Gauge.builder("ccproxy.draining", server, one -> one.isDraining() ? 1 : 0)
                .description("Whether it was told to stop and finishes what is in flight: 1 or 0")
                .register(registry);
    }
}
