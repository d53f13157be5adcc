package dev.ccproxy.data.index;

/// The index could not be read or written.
public class IndexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean damaged;

    IndexException(String message, Throwable cause, boolean damaged) {
        super(message, cause);
        this.damaged = damaged;
    }

    /// Whether the file is no sound database, so that only a new one helps.
    public boolean damaged() {
        return damaged;
    }
}
