package dev.ccproxy.core.health;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/// What is told of this service and the other one.
@ConfigMapping(prefix = "proxy-core.health")
interface HealthConfig {
    /// Where proxy-data tells whether it is ready.
    URI data();

    /// What has to be shown to learn more than the state; empty where everybody may.
    Optional<String> token();
}
