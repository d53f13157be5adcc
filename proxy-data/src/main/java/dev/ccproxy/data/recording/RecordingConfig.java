package dev.ccproxy.data.recording;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/// Where the record is.
@ConfigMapping(prefix = "proxy-data.recording")
public interface RecordingConfig {
    /// The database that proxy-core writes, for example `data/exchanges.db`.
    Path path();
}
