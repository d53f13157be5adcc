package dev.ccproxy.data.http;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// Who may ask.
@ConfigMapping(prefix = "proxy-data.http")
interface HttpConfig {
    /// Host names, beside localhost and addresses, under which the dashboard is reached, without
    /// ports, separated by blanks or commas, for example `ccproxy.lan`.
    Optional<String> allowedHosts();
}
