package dev.ccproxy.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Takes the figures in which all targets stand side by side.
final class Figures {
    private static final Duration WARM_UP_TURN = Duration.ofMillis(500);
    private static final long MOST_WARM_UP_NANOS = 60_000_000_000L;
    private static final int CONNECTIONS = 64;
    private static final int SCHEDULED_CONNECTIONS = 32;
    private static final Duration EVENT_GAP = Duration.ofMillis(10);

    private final List<Target> targets;
    private final Scale scale;
    private final Map<String, Requests> conversations = new HashMap<>();

    Figures(List<Target> targets, Scale scale) {
        this.targets = targets;
        this.scale = scale;
    }

    /// Lets everything that compiles or fills its caches do so first, however busy the machine is.
    void warmUp() throws IOException {
        for (Target target : targets) {
            Log.progress("warming up " + target.name());
            long end = System.nanoTime() + MOST_WARM_UP_NANOS;
            long answered = 0;
            while (answered < scale.warmUp() && System.nanoTime() < end) {
                answered += Load.flatOut(target, i -> small(), CONNECTIONS, WARM_UP_TURN);
            }
            Load.oneByOne(target, conversation(target, 0), scale.requests());
            Load.onSchedule(target, i -> small(), new Load.Schedule(8, 500, WARM_UP_TURN));
            Load.streams(target, 10, 50, Duration.ofMillis(2));
        }
    }

    List<Row> latency() throws IOException {
        Interleaved<Double> small =
                Interleaved.run(
                        "2 KB one by one",
                        targets,
                        scale.rounds(),
                        target -> Load.oneByOne(target, small(), scale.requests()).micros(0.5));
        Interleaved<Double> large =
                Interleaved.run(
                        "200 KB one by one",
                        targets,
                        scale.rounds(),
                        target ->
                                Load.oneByOne(target, conversation(target, 0), scale.requests() / 4)
                                        .micros(0.5));
        return List.of(
                small.row("small.p50", "2 KB, one connection: p50, µs", x -> x),
                small.added("small.added", "2 KB, one connection: added p50, µs", x -> x),
                large.row("large.p50", "200 KB, one connection: p50, µs", x -> x),
                large.added("large.added", "200 KB, one connection: added p50, µs", x -> x));
    }

    List<Row> schedule() throws IOException {
        Load.Schedule schedule = new Load.Schedule(SCHEDULED_CONNECTIONS, 1_000, scale.turn());
        Interleaved<Quantiles> times =
                Interleaved.run(
                        "2 KB at 1,000/s",
                        targets,
                        scale.longRounds(),
                        target -> Quantiles.of(Load.onSchedule(target, i -> small(), schedule)));
        return List.of(
                times.row("schedule.p50", "2 KB at 1,000/s: p50, µs", Quantiles::p50),
                times.row("schedule.p99", "2 KB at 1,000/s: p99, µs", Quantiles::p99));
    }

    List<Row> streams(int count) throws IOException {
        int events = Math.toIntExact(scale.turn().dividedBy(EVENT_GAP));
        Interleaved<Quantiles> delays =
                Interleaved.run(
                        "streams, " + count + " at a time",
                        targets,
                        scale.longRounds(),
                        target -> Quantiles.of(Load.streams(target, count, events, EVENT_GAP)));
        String label = "SSE event, " + (count == 1 ? "one stream" : count + " streams");
        String key = "stream" + count;
        return List.of(
                delays.row(key + ".p50", label + ": p50, µs", Quantiles::p50),
                delays.added(key + ".added", label + ": added p50, µs", Quantiles::p50),
                delays.row(key + ".p99", label + ": p99, µs", Quantiles::p99),
                delays.added(key + ".added99", label + ": added p99, µs", Quantiles::p99));
    }

    List<Row> throughput() throws IOException {
        Interleaved<Throughput> all =
                Interleaved.run(
                        "2 KB on " + CONNECTIONS + " connections",
                        targets,
                        scale.longRounds(),
                        this::flatOut);
        return List.of(
                all.row("rps", "2 KB, 64 connections: requests/s", Throughput::perSecond),
                all.row("cpu", "2 KB, 64 connections: CPU per request, µs", Throughput::cpuMicros));
    }

    private Throughput flatOut(Target target) throws IOException {
        Duration cpu = target.cpu();
        long start = System.nanoTime();
        long answered = Load.flatOut(target, i -> small(), CONNECTIONS, scale.turn());
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Throughput(
                answered / seconds, target.cpu().minus(cpu).toNanos() / 1e3 / answered);
    }

    List<Row> large() throws IOException {
        Interleaved<Large> all =
                Interleaved.run("200 KB at 500/s", targets, scale.longRounds(), this::large);
        return List.of(
                all.row("large500.p50", "200 KB at 500/s: p50, µs", load -> load.times().p50()),
                all.row("large500.p99", "200 KB at 500/s: p99, µs", load -> load.times().p99()),
                all.row("large500.cpu", "200 KB at 500/s: CPU per request, µs", Large::cpuMicros));
    }

    /// What is put off until after the load (writing the record) counts as processor time, too.
    private Large large(Target target) throws IOException {
        Duration cpu = target.cpu();
        Load.Schedule schedule = new Load.Schedule(SCHEDULED_CONNECTIONS, 500, scale.turn());
        Samples times = Load.onSchedule(target, i -> conversation(target, i), schedule);
        target.settle();
        return new Large(
                Quantiles.of(times), target.cpu().minus(cpu).toNanos() / 1e3 / times.count());
    }

    private static Requests small() {
        return Requests.repeat("", Requests.smallBody());
    }

    /// A conversation that a target has to itself, and goes on with the next time.
    private synchronized Requests conversation(Target target, int index) {
        return conversations.computeIfAbsent(
                target.name() + " " + index,
                name -> new Conversations(new Random(name.hashCode())));
    }

    record Quantiles(double p50, double p99) {
        static Quantiles of(Samples samples) {
            return new Quantiles(samples.micros(0.5), samples.micros(0.99));
        }
    }

    private record Large(Quantiles times, double cpuMicros) {}

    private record Throughput(double perSecond, double cpuMicros) {}
}
