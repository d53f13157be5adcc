package dev.ccproxy.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A limit that proxy-core has to keep.
///
/// @param label what is limited, with the unit
/// @param limit that must not be exceeded
/// @param measured finds the figure; empty where the run did not take it
record Bar(String label, double limit, Function<Results, Optional<Double>> measured) {
    private static final double MB = 1_000_000;

    static final List<Bar> ALL =
            List.of(
                    ratioToNginx("2 KB: added p50, times nginx's", 1.3, "small.added"),
                    ratioToNginx("200 KB: added p50, times nginx's", 2, "large.added"),
                    figure("2 KB at 1,000/s: p99, µs", 1_000, "schedule.p99"),
                    figure("SSE event, one stream: added p50, µs", 100, "stream1.added"),
                    figure("SSE event, 50 streams: added p50, µs", 100, "stream50.added"),
                    endurance("200 KB at 500/s: dropped records", 0, Endurance::dropped),
                    endurance(
                            "200 KB at 500/s: bytes not on record, MB",
                            0,
                            endurance -> endurance.droppedBytes() / MB),
                    endurance(
                            "200 KB at 500/s: resident memory at the most, MB",
                            200,
                            endurance -> endurance.residentPeak() / MB),
                    figure("translated token, one stream: added p50, µs", 150, "token1.added"),
                    figure("translated token, one stream: added p99, µs", 1_000, "token1.added99"),
                    new Bar(
                            "1 MB request: translated rather than as it came, ms",
                            15,
                            Routing::translation),
                    new Bar(
                            "idle before load: resident memory, MB",
                            130,
                            results -> results.memory().map(memory -> memory.first() / MB)),
                    new Bar(
                            "idle after all load: resident memory, MB",
                            130,
                            results -> results.memory().map(memory -> memory.last() / MB)),
                    new Bar(
                            "start to first answer, ms",
                            700,
                            results -> results.startUp().map(StartUp::withCacheMillis)));

    private static Bar ratioToNginx(String label, double limit, String key) {
        return new Bar(label, limit, results -> results.ratio(key, Targets.CORE, Targets.NGINX));
    }

    private static Bar figure(String label, double limit, String key) {
        return new Bar(label, limit, results -> results.figure(key, Targets.CORE));
    }

    private static Bar endurance(String label, double limit, Function<Endurance, Double> figure) {
        return new Bar(
                label, limit, results -> results.endurance().stream().map(figure).findFirst());
    }

    String line(Results results) {
        Optional<Double> figure = measured.apply(results);
        return "| %s | %s | %s | %s |"
                .formatted(
                        label,
                        Report.number(limit),
                        figure.map(Report::number).orElse("–"),
                        figure.map(value -> value <= limit ? "yes" : "**no**")
                                .orElse("not measured"));
    }
}
