package dev.ccproxy.core.forward;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/// Where proxy-core listens and how long it waits.
@ConfigMapping(prefix = "server", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface ServerConfig {
    /// The address to listen on.
    String host();

    /// The port to listen on; 0 takes any free one.
    int port();

    /// The address at which others reach it, where that is not [#host].
    Optional<String> publishedAddress();

    Access access();

    Timeouts timeouts();

    /// Who may send requests.
    interface Access {
        /// What clients have to show; empty where whoever reaches the proxy may use it.
        Optional<String> token();
    }

    /// None of the defaults is shorter than the client's own: 360 s without headers, 300 s without
    /// a byte.
    interface Timeouts {
        /// How long the upstream may be silent while an answer is awaited.
        Duration read();

        /// How long a client may take no byte of an answer that waits for it.
        Duration write();

        /// How long a connection without a request stays open.
        Duration idle();

        /// How long exchanges in flight may go on once the process was told to stop.
        Duration drain();
    }
}
