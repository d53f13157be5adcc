package dev.ccproxy.core.forward;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/// The upstream that everything goes to.
@ConfigMapping(
        prefix = "providers.anthropic",
        namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface UpstreamConfig {
    /// For example `https://api.anthropic.com`; a path is put before the request's own.
    URI baseUrl();

    /// The `anthropic-version` that requests get which have none.
    Optional<String> version();

    /// How often connecting is tried again. What may have reached the upstream is never sent again.
    int maxRetries();
}
