package dev.ccproxy.data.health;

import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.IndexProgress;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.data.recording.RecordingState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// What Prometheus is told of this service's state.
@ApplicationScoped
class StateMetrics {
    private final MeterRegistry registry;
    private final Recording recording;
    private final Index index;

    StateMetrics(MeterRegistry registry, Recording recording, Index index) {
        this.registry = registry;
        this.recording = recording;
        this.index = index;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("ccproxy.data.recording.up", this, StateMetrics::recordingUp)
                .description("Whether the record can be read: 1 or 0")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ccproxy.data.index.behind", this, StateMetrics::indexBehind)
                .description("Changes of the record that are not in the index yet")
                .strongReference(true)
                .register(registry);
    }

    private double recordingUp() {
        return recording.state() instanceof RecordingState.Available ? 1 : 0;
    }

    private double indexBehind() {
        IndexProgress progress = index.progress();
        Long newest = progress.newest();
        Long revision = progress.revision();
        return newest == null ? 0 : Math.max(0, newest - (revision == null ? 0 : revision));
    }
}
