package dev.ccproxy.data.health;

import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.data.recording.RecordingState;
import jakarta.enterprise.context.ApplicationScoped;

/// Whether the record can be read.
@ApplicationScoped
class RecordingHealth {
    static final String NAME = "recording";

    private final Recording recording;

    RecordingHealth(Recording recording) {
        this.recording = recording;
    }

    HealthReport.Part part() {
        return switch (recording.state()) {
            case RecordingState.Available() -> new HealthReport.Part(NAME, HealthStatus.UP, "");
            case RecordingState.Missing(String path) ->
                    new HealthReport.Part(
                            NAME,
                            HealthStatus.DOWN,
                            "There is no database at " + path + " yet; proxy-core makes it.");
            case RecordingState.Unreadable(String reason) ->
                    new HealthReport.Part(NAME, HealthStatus.DOWN, reason);
        };
    }
}
