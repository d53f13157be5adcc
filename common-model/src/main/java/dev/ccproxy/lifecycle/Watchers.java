package dev.ccproxy.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Who asks again and again whether a service is ready, as a gateway does. Before it closes its
/// doors, the service waits until each of them has been told that it is not: then nobody knocks in
/// vain. A service that nobody watches need not wait.
public final class Watchers {
    /// Who has not asked for this long does not watch; a gateway asks more often.
    static final Duration PERIOD = Duration.ofSeconds(3);

    /// What was sent before a watcher knew is on its way no longer than this.
    private static final Duration ON_THE_WAY = Duration.ofMillis(250);

    private static final long PAUSE_MILLIS = 10;

    private final Map<String, Long> lastAsked = new ConcurrentHashMap<>();

    /// Somebody asked whether the service is ready.
    ///
    /// @param watcher by what it is known, for example its address and the name of its program
    public void asked(String watcher) {
        long now = System.nanoTime();
        lastAsked.put(watcher, now);
        lastAsked.values().removeIf(at -> now - at > PERIOD.toNanos());
    }

    /// Waits until everybody who watches has asked once more, and a little longer. From before this
    /// is called the answer has to be no.
    public void awaitTold() throws InterruptedException {
        long since = System.nanoTime();
        long watchedSince = since - PERIOD.toNanos();
        Map<String, Long> watching = Map.copyOf(lastAsked);
        if (watching.values().stream().noneMatch(at -> at - watchedSince > 0)) {
            return;
        }
        while (System.nanoTime() - since < PERIOD.toNanos()
                && watching.keySet().stream().anyMatch(watcher -> !askedSince(watcher, since))) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        TimeUnit.MILLISECONDS.sleep(ON_THE_WAY.toMillis());
    }

    private boolean askedSince(String watcher, long since) {
        Long at = lastAsked.get(watcher);
        return at == null || at - since > 0;
    }
}
