package dev.ccproxy.data.export;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.Setting;
import jakarta.inject.Singleton;

/// Where requests go.
@Singleton
class UpstreamUrl {
    private final String base;

    UpstreamUrl() {
        String url =
                Configuration.load(System.getenv()).shown(Setting.ANTHROPIC_BASE_URL).orElse("");
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /// The URL before the path, for example `https://api.anthropic.com`, credentials masked.
    String base() {
        return base;
    }
}
