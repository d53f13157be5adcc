package dev.ccproxy.core.running;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Waits for what must become true, and no longer than that.
final class Eventually {
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(5).toNanos();

    private Eventually() {}

    /// Looks until what is seen is as it should be, for thirty seconds at most.
    static <T> T see(String what, Callable<T> look, Predicate<T> asItShouldBe) {
        return see(USUAL, what, look, asItShouldBe);
    }

    /// As [#see(String, Callable, Predicate)], for so long at most. A look that fails counts as one
    /// that has not seen it yet.
    static <T> T see(Duration within, String what, Callable<T> look, Predicate<T> asItShouldBe) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            boolean late = System.nanoTime() > deadline;
            try {
                T seen = look.call();
                if (asItShouldBe.test(seen)) {
                    return seen;
                }
                if (late) {
                    throw new AssertionError(what + ": not within " + within + ", but " + seen);
                }
            } catch (Exception e) {
                if (late) {
                    throw new AssertionError(what + ": not within " + within, e);
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }
}
