package dev.ccproxy.data.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much may be exported in one go.
@ConfigMapping(prefix = "proxy-data.export")
interface ExportConfig {
    /// How many exchanges a file holds at the most.
    @WithDefault("5000")
    int maxExchanges();

    /// How many exchanges are looked at for them.
    @WithDefault("200000")
    int maxScanned();
}
