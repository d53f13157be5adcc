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

    private final Options options;
    private final Scale scale;
    private final Targets targets;
    private final Path folder;

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
        List<Row> rows = rows();
        List<Endurance> endurance = new ArrayList<>();
        if (core.isPresent() && asked(Section.LARGE)) {
            endurance.add(Endurance.conversations(core.get(), scale.endurance()));
            endurance.add(
                    Endurance.randomText(
                            core.get(), options.quick() ? scale.endurance() : RANDOM_TEXT));
        }
        Optional<Results.Memory> memory =
                core.map(target ->
                        new Results.Memory(
                                idle.orElseThrow(),
                                residentWhenIdle(target),
                                target.peakResident()));
        if (core.isPresent()) {
            targets.checkRecord(core.get());
        }
        Optional<StartUp> startUp =
                core.isPresent() && asked(Section.START)
                        ? Optional.of(StartUp.measure(targets, folder, scale.starts()))
                        : Optional.empty();
        return new Results(rows, endurance, startUp, memory, targets.notes());
    }

    private List<Row> rows() throws IOException {
        Figures figures = new Figures(targets.running(), scale);
        figures.warmUp();
        List<Row> rows = new ArrayList<>();
        if (asked(Section.LATENCY)) {
            rows.addAll(figures.latency());
        }
        if (asked(Section.SCHEDULE)) {
            rows.addAll(figures.schedule());
        }
        if (asked(Section.STREAMS)) {
            rows.addAll(figures.streams(1));
            rows.addAll(figures.streams(50));
        }
        if (asked(Section.THROUGHPUT)) {
            rows.addAll(figures.throughput());
        }
        if (asked(Section.LARGE)) {
            rows.addAll(figures.large());
        }
        return rows;
    }

    private boolean asked(Section section) {
        return options.only().contains(section);
    }

    private static double residentWhenIdle(Target target) {
        target.settle();
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
