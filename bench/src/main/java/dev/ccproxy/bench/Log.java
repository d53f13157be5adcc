package dev.ccproxy.bench;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// What a person who waits for the figures sees, on standard error; the figures go to standard
/// output.
final class Log {
    private Log() {}

    static void progress(String line) {
        System.err.println(
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }
}
