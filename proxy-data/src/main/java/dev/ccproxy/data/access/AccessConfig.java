package dev.ccproxy.data.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// Who may ask.
@ConfigMapping(prefix = "proxy-data.access")
interface AccessConfig {
    /// What has to be shown to read the record; empty where everybody who reaches this service may.
    Optional<String> token();
}
