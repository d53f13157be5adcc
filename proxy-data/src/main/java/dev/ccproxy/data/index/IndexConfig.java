package dev.ccproxy.data.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where the index is and how it follows the record.
@ConfigMapping(prefix = "proxy-data.index")
public interface IndexConfig {
    /// The index's file; `index.db` beside the record where it is not set.
    Optional<Path> path();

    /// How often the record is asked whether anything changed.
    @WithDefault("50ms")
    Duration checkInterval();

    /// How many changes are indexed in one transaction.
    @WithDefault("500")
    int batch();
}
