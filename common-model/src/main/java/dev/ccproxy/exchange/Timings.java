package dev.ccproxy.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long things took, counted from the arrival of the request's head on a clock that never
/// jumps.
///
/// @param timeToFirstByte until the response's head had arrived
/// @param timeToFirstToken until the first `content_block_delta` of an event stream had arrived
/// @param duration until the exchange ended; null while it is in flight
public record Timings(
        @Nullable Duration timeToFirstByte,
        @Nullable Duration timeToFirstToken,
        @Nullable Duration duration) {
    public static final Timings NONE = new Timings(null, null, null);
}
