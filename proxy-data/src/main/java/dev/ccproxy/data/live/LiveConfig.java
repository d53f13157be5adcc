package dev.ccproxy.data.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the live stream behaves.
@ConfigMapping(prefix = "proxy-data.live")
interface LiveConfig {
    /// How often the record is asked whether anything changed.
    @WithDefault("20ms")
    Duration checkInterval();

    /// After how much silence a comment is sent, so that nothing on the way closes the stream and
    /// the browser's end is noticed.
    @WithDefault("15s")
    Duration heartbeat();

    /// By how many changes a listener may be behind before it is told to start afresh.
    @WithDefault("2000")
    int maxBehind();
}
