package dev.ccproxy.lifecycle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchersTest {
    private final Watchers watchers = new Watchers();

    @Test
    void nobodyIsWaitedForWhereNobodyWatches() {
        assertTimeout(Duration.ofSeconds(2), watchers::awaitTold);
    }

    @Test
    void everyWatcherIsWaitedFor() throws InterruptedException {
        watchers.asked("a gateway");
        watchers.asked("another");
        Thread waiting = waiting();

        watchers.asked("a gateway");
        assertFalse(waiting.join(Duration.ofMillis(500)), "the other one was not told");
        watchers.asked("another");

        assertTrue(waiting.join(Duration.ofSeconds(2)), "both were told");
    }

    @Test
    void aWatcherThatDoesNotComeBackIsNotWaitedForForEver() throws InterruptedException {
        watchers.asked("a gateway");

        Thread waiting = waiting();

        assertFalse(waiting.join(Watchers.PERIOD.dividedBy(2)));
        assertTrue(waiting.join(Watchers.PERIOD), "given up");
    }

    /// Waiting, and not merely about to.
    private Thread waiting() {
        Thread thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                watchers.awaitTold();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }
}
