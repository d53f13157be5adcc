package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.Arrival;
import dev.ccproxy.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The arrivals of the pieces of a response's body as text: `time:size time:size …`, each time
/// counted from the one before in tenths of a millisecond, and a minus before the size of a piece
/// that was let go.
final class Arrivals {
    private static final long TICK_NANOS = 100_000;

    private final StringBuilder text = new StringBuilder();
    private long last;

    void add(Duration at, long size, boolean recorded) {
        long tick = at.toNanos() / TICK_NANOS;
        text.append(text.isEmpty() ? "" : " ").append(tick - last).append(':');
        text.append(recorded ? "" : "-").append(size);
        last = tick;
    }

    void addAll(String arrivals) throws StoreException {
        for (Arrival arrival : parse(arrivals)) {
            add(arrival.at(), arrival.size(), arrival.recorded());
        }
    }

    /// When the last piece came.
    Duration last() {
        return Duration.ofNanos(last * TICK_NANOS);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static List<Arrival> parse(String text) throws StoreException {
        List<Arrival> arrivals = new ArrayList<>();
        long tick = 0;
        try {
            for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
                int colon = word.indexOf(':');
                tick += Long.parseLong(word, 0, colon, 10);
                boolean recorded = word.charAt(colon + 1) != '-';
                long size = Long.parseLong(word, colon + (recorded ? 1 : 2), word.length(), 10);
                arrivals.add(new Arrival(Duration.ofNanos(tick * TICK_NANOS), size, recorded));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new StoreException("not a list of arrivals: " + text, e);
        }
        return arrivals;
    }
}
