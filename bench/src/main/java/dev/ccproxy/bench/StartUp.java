package dev.ccproxy.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// From starting the process to its first answer out of the upstream's hand.
///
/// @param withCacheMillis the median over several starts, as the project starts it
/// @param withoutCacheMillis the same without the JDK's ahead-of-time cache
/// @param idleBytes resident memory after that one request, the median
record StartUp(double withCacheMillis, double withoutCacheMillis, double idleBytes) {

    static StartUp measure(Targets targets, Path folder, int starts) throws IOException {
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        List<Double> idle = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            Log.progress("start %d of %d".formatted(i + 1, starts));
            with.add(start(targets, folder.resolve("start-" + i), List.of(), idle));
            without.add(
                    start(
                            targets,
                            folder.resolve("start-without-" + i),
                            List.of("-XX:AOTMode=off"),
                            new ArrayList<>()));
        }
        return new StartUp(Samples.median(with), Samples.median(without), Samples.median(idle));
    }

    private static double start(
            Targets targets, Path folder, List<String> options, List<Double> idle)
            throws IOException {
        long start = System.nanoTime();
        Target target = targets.core().start(folder, options);
        Targets.awaitAnswer(target);
        double millis = (System.nanoTime() - start) / 1e6;
        target.settle();
        idle.add((double) target.resident());
        targets.stop(target);
        return millis;
    }
}
