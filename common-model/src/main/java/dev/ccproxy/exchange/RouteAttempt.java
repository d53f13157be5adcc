package dev.ccproxy.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One try to have a provider answer.
///
/// @param at when it began, since the exchange started
/// @param firstByte when the head of its answer came, since the exchange started; null where none
///   did
/// @param response the head of its answer, or null
/// @param size bytes of its answer's body
/// @param failure why it brought no whole answer; empty where it did
public record RouteAttempt(
        Duration at,
        @Nullable Duration firstByte,
        @Nullable ResponseHead response,
        long size,
        String failure) {}
