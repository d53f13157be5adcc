package dev.ccproxy.data.recording;

import java.nio.file.Path;

/// A way to a record, for tests without a running service.
public final class TestRecording implements AutoCloseable {
    private final Recording recording;

    public TestRecording(Path file) {
        this.recording = new Recording(config(file));
    }

    /// Says where the record is.
    public static RecordingConfig config(Path file) {
        return () -> file;
    }

    public Recording recording() {
        return recording;
    }

    @Override
    public void close() {
        recording.close();
    }
}
