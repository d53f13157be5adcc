package dev.ccproxy.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs the sections that are asked for and prints what they found.
public final class Bench {
    private static final Duration RANDOM_TEXT = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofSeconds(12);

    private final Options options;
    private final Scale scale;
    private final Targets targets;
    private final Path folder;
    private final List<Row> rows = new ArrayList<>();
    private final List<Endurance> endurance = new ArrayList<>();
    private Optional<Results.Memory> memory = Optional.empty();
    private Optional<StartUp> startUp = Optional.empty();

    private Bench(Options options, Targets targets, Path folder) {
        this.options = options;
        this.targets = targets;
        this.folder = folder;
        scale = options.quick() ? Scale.QUICK : Scale.FULL;
    }

    /// Prints the figures on standard output, progress on standard error. Ends with 2 if the
    /// arguments make no sense.
    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(run(options));
    }

    /// Starts everything, measures, stops everything, and returns the report as Markdown.
    static String run(Options options) throws IOException {
        Path folder = Files.createTempDirectory(options.temporary(), "ccproxy-bench-");
        try (Targets targets = new Targets(options, folder)) {
            targets.start();
            return Report.markdown(Machine.here(), new Bench(options, targets, folder).measure());
        } finally {
            delete(folder);
        }
    }

    private Results measure() throws IOException {
        Optional<Target> core = targets.find(Targets.CORE);
        Optional<Double> idle = core.map(Bench::residentWhenIdle);
        for (Target target : targets.running()) {
            Verification.verify(target);
        }
        Figures figures = new Figures(targets.running(), scale);
        if (!options.only().stream().allMatch(Section::startsItsOwn)) {
            figures.warmUp();
        }
        attempt(Section.LATENCY, () -> rows.addAll(figures.latency()));
        attempt(Section.SCHEDULE, () -> rows.addAll(figures.schedule()));
        attempt(Section.STREAMS, () -> rows.addAll(figures.streams(1)));
        attempt(Section.STREAMS, () -> rows.addAll(figures.streams(50)));
        attempt(Section.THROUGHPUT, () -> rows.addAll(figures.throughput()));
        attempt(Section.LARGE, () -> rows.addAll(figures.large()));
        if (core.isPresent()) {
            Target target = core.get();
            attempt(Section.ENDURANCE, () -> endure(target));
            attempt("memory", () -> memory = Optional.of(memory(target, idle.orElseThrow())));
            attempt(Section.RECORD, () -> targets.checkRecord(target));
            attempt(
                    Section.ROUTING,
                    () -> rows.addAll(Routing.measure(targets, folder.resolve("routing"), scale)));
            attempt(Section.START, () -> startUp = Optional.of(startUp()));
        }
        return new Results(rows, endurance, startUp, memory, targets.notes());
    }

    private void endure(Target core) throws IOException {
        endurance.add(Endurance.conversations(core, scale.endurance()));
        Duration shorter = options.quick() ? scale.endurance() : RANDOM_TEXT;
        endurance.add(Endurance.randomText(core, shorter));
    }

    private StartUp startUp() throws IOException {
        return StartUp.measure(targets, folder, scale.starts());
    }

    /// Takes a section's figures. One that fails is told of and costs only itself.
    private void attempt(Section section, Step step) {
        if (options.only().contains(section)) {
            int before = rows.size();
            attempt(section.toString(), step);
            rows.subList(before, rows.size()).forEach(row -> Log.progress(row.toString()));
        }
    }

    private void attempt(String name, Step step) {
        try {
            step.take();
        } catch (IOException | IllegalStateException e) {
            targets.notes().add("**%s failed**: %s".formatted(name, e.getMessage()));
        }
    }

    private static Results.Memory memory(Target core, double idle) {
        return new Results.Memory(idle, residentWhenIdle(core), core.peakResident());
    }

    private interface Step {
        void take() throws IOException;
    }

    /// Left alone for as long as the JVM needs to notice that nothing is asked of it.
    private static double residentWhenIdle(Target target) {
        target.settle();
        Pace.until(System.nanoTime() + IDLE.toNanos());
        return target.resident();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
