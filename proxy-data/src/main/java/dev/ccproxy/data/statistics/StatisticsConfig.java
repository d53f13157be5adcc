package dev.ccproxy.data.statistics;

import io.smallrye.config.ConfigMapping;
import java.math.BigDecimal;
import java.util.Optional;

/// What one wants to spend at the most.
@ConfigMapping(prefix = "proxy-data.budget")
interface StatisticsConfig {
    /// USD in a day; empty where there is no such limit.
    Optional<BigDecimal> daily();

    /// USD in a calendar month; empty where there is no such limit.
    Optional<BigDecimal> monthly();
}
