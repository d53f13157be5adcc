package dev.ccproxy.bench;

import java.time.Duration;

/// How much of everything: a full run takes about a quarter of an hour, a quick one half a minute.
///
/// @param rounds of one-by-one requests
/// @param requests in a turn of them
/// @param longRounds of everything that takes seconds per turn
/// @param turn how long such a turn takes
/// @param warmUp requests of 2 KB before anything is measured, per target, a minute at the most
/// @param endurance of large bodies with the whole record checked
/// @param starts of proxy-core
record Scale(
        int rounds,
        int requests,
        int longRounds,
        Duration turn,
        int warmUp,
        Duration endurance,
        int starts) {
    static final Scale FULL = new Scale(15, 1_000, 5, seconds(3), 100_000, seconds(60), 9);
    static final Scale QUICK = new Scale(2, 100, 1, Duration.ofMillis(300), 500, seconds(2), 1);

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
