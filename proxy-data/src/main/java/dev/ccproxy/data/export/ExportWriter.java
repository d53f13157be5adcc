package dev.ccproxy.data.export;

import dev.ccproxy.exchange.Exchange;
import java.io.IOException;

/// Writes exchanges, one at a time, in one format.
interface ExportWriter extends AutoCloseable {
    /// Writes the next exchange.
    void write(Exchange exchange) throws IOException;

    /// Writes what ends the file.
    @Override
    void close() throws IOException;
}
