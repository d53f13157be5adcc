package dev.ccproxy.data.recording;

/// What can be said of the record before asking it anything.
public sealed interface RecordingState {
    /// It can be read.
    record Available() implements RecordingState {}

    /// There is no database yet.
    ///
    /// @param path where it is looked for
    record Missing(String path) implements RecordingState {}

    /// There is a database, and it cannot be read.
    ///
    /// @param reason what is wrong and what to mend, in one line
    record Unreadable(String reason) implements RecordingState {}
}
