package dev.ccproxy.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;

/// proxy-core alone under large bodies for a while: what it drops, and how much memory it takes.
///
/// @param label what was sent
/// @param p50 µs
/// @param p99 µs
/// @param dropped exchanges that are not on record
/// @param droppedBytes of bodies that are not on record
/// @param residentMedian bytes, of samples every 200 ms under the load
/// @param residentPeak bytes, likewise
/// @param residentAfter bytes, once the work put off was done
record Endurance(
        String label,
        double p50,
        double p99,
        double dropped,
        double droppedBytes,
        double residentMedian,
        double residentPeak,
        double residentAfter) {
    static final String DROPPED = "ccproxy_records_dropped_total";
    private static final String DROPPED_BYTES = "ccproxy_record_dropped_bytes_total";
    private static final long SAMPLE_NANOS = 200_000_000L;
    private static final int CONNECTIONS = 32;
    private static final int PER_SECOND = 500;

    static Endurance conversations(Target core, Duration time) throws IOException {
        return run(
                core,
                "growing conversations of 200 KB at 500/s for %d s".formatted(time.toSeconds()),
                i -> new Conversations(new Random(1_000 + i)),
                time);
    }

    static Endurance randomText(Target core, Duration time) throws IOException {
        return run(
                core,
                "random text of 200 KB at 500/s for %d s".formatted(time.toSeconds()),
                i -> new RandomText(new Random(2_000 + i)),
                time);
    }

    private static Endurance run(
            Target core, String label, IntFunction<Requests> requests, Duration time)
            throws IOException {
        Log.progress(label);
        double droppedBefore = ProxyCore.metric(core, DROPPED);
        double droppedBytesBefore = ProxyCore.metric(core, DROPPED_BYTES);
        List<Double> resident = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean over = new AtomicBoolean();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    while (!over.get()) {
                        resident.add((double) core.resident());
                        Pace.until(System.nanoTime() + SAMPLE_NANOS);
                    }
                });
        Samples times;
        try {
            times =
                    Load.onSchedule(
                            core, requests, new Load.Schedule(CONNECTIONS, PER_SECOND, time));
        } finally {
            over.set(true);
        }
        core.settle();
        return new Endurance(
                label,
                times.micros(0.5),
                times.micros(0.99),
                ProxyCore.metric(core, DROPPED) - droppedBefore,
                ProxyCore.metric(core, DROPPED_BYTES) - droppedBytesBefore,
                Samples.median(resident),
                Collections.max(resident),
                core.resident());
    }
}
