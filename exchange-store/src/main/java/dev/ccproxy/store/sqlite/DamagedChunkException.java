package dev.ccproxy.store.sqlite;

import java.sql.SQLException;

/// What is stored of a chunk is not what was written.
final class DamagedChunkException extends SQLException {
    private static final long serialVersionUID = 1L;

    DamagedChunkException(long address, Throwable cause) {
        super("chunk " + address + " is damaged: " + cause.getMessage(), cause);
    }
}
