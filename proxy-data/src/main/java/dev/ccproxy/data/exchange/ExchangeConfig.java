package dev.ccproxy.data.exchange;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What may be asked of the record in one go.
@ConfigMapping(prefix = "proxy-data.exchange")
interface ExchangeConfig {
    /// How much of a decoded body is given out at the most, for example `64M`.
    @WithDefault("64M")
    MemorySize maxDecodedSize();

    /// How many exchanges a filtered list looks at before it hands back what it has found.
    @WithDefault("5000")
    int maxScanned();
}
