package dev.ccproxy.store;

/// The record was changed by a newer version of this program, and this one must leave it alone.
public final class IncompatibleStoreException extends StoreException {
    private static final long serialVersionUID = 1L;

    public IncompatibleStoreException(String message) {
        super(message);
    }
}
