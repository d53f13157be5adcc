package dev.ccproxy.data.telemetry;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// Where telemetry goes, and how much of it.
@ConfigMapping(prefix = "proxy-data.telemetry")
interface TelemetryConfig {
    /// The base URL of a collector that takes OTLP over HTTP; empty where nothing is told.
    Optional<String> endpoint();

    /// Whether what was said goes along.
    boolean content();
}
