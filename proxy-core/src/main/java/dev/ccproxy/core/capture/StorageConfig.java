package dev.ccproxy.core.capture;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where the record is kept and how much of it.
@ConfigMapping(prefix = "storage", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface StorageConfig {
    /// The database's file; its folder is made where there is none.
    Path dbPath();

    /// How many bytes may wait to be written. Beyond that bodies are let go and counted.
    MemorySize queueSize();

    RetentionConfig retention();

    /// What is kept; everything, where nothing is set.
    interface RetentionConfig {
        /// Older exchanges are deleted.
        Optional<Duration> maxAge();

        /// The oldest exchanges are deleted once the record takes more than this on disk.
        Optional<MemorySize> maxSize();
    }
}
