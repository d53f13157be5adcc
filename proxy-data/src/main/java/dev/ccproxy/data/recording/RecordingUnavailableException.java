package dev.ccproxy.data.recording;

/// The record could not be asked. The state says why.
public class RecordingUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RecordingState state;

    RecordingUnavailableException(RecordingState state) {
        this.state = state;
    }

    /// Why.
    public RecordingState state() {
        return state;
    }
}
