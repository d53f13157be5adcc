package dev.ccproxy.core.route;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Notices when a provider says nothing more in the midst of its answer. Lives on an event loop.
final class Silence {
    private final Vertx vertx;
    private final Duration longest;
    private final BooleanSupplier excused;
    private final Runnable broken;
    private long heardNanos = System.nanoTime();
    private long timer;

    /// @param excused whether it is our own doing that nothing comes
    /// @param broken is run once, when it was silent for too long
    Silence(Vertx vertx, Duration longest, BooleanSupplier excused, Runnable broken) {
        this.vertx = vertx;
        this.longest = longest;
        this.excused = excused;
        this.broken = broken;
        await(longest);
    }

    private void await(Duration time) {
        timer = vertx.setTimer(Math.max(1, time.toMillis()), fired -> look());
    }

    private void look() {
        if (excused.getAsBoolean()) {
            heard();
        }
        Duration left = longest.minusNanos(System.nanoTime() - heardNanos);
        if (left.isPositive()) {
            await(left);
        } else {
            broken.run();
        }
    }

    /// Something came.
    void heard() {
        heardNanos = System.nanoTime();
    }

    /// Nothing more is expected.
    void end() {
        vertx.cancelTimer(timer);
    }

    /// For example `silent for 90 s`.
    static String reason(Duration longest) {
        return "silent for " + longest.toSeconds() + " s";
    }
}
