package dev.ccproxy.store;

import java.time.Duration;

/// A piece of a response's body came.
///
/// @param at when, since the exchange started, to 0.1 ms
/// @param size bytes
/// @param recorded false where they were let go for lack of room
public record Arrival(Duration at, long size, boolean recorded) {}
