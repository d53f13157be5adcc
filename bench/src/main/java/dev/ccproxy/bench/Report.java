package dev.ccproxy.bench;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Sets the results out as Markdown, fit for `docs/BENCHMARKS.md`.
final class Report {
    private static final double MB = 1_000_000;

    private final Results results;
    private final List<String> lines = new ArrayList<>();

    private Report(Results results) {
        this.results = results;
    }

    static String markdown(Machine machine, Results results) {
        Report report = new Report(results);
        report.head(machine);
        report.figures();
        report.ratios();
        report.endurance();
        report.memoryAndStart();
        report.bars();
        return String.join("\n", report.lines) + "\n";
    }

    private void head(Machine machine) {
        String now =
                ZonedDateTime.now(ZoneOffset.UTC)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT));
        lines.add(now + ", " + machine + ".");
        lines.add("");
        results.notes().forEach(note -> lines.add("- " + note));
    }

    private void figures() {
        List<String> targets = targets();
        table("figure", targets);
        for (Row row : results.rows()) {
            cells(row.label(), targets, target -> cell(row, target));
        }
    }

    private static String cell(Row row, String target) {
        Double value = row.values().get(target);
        return value == null ? "" : number(value);
    }

    private void ratios() {
        List<String> peers = new ArrayList<>(targets());
        if (!peers.remove(Targets.CORE)) {
            return;
        }
        table("proxy-core, times", peers);
        for (Row row : results.rows()) {
            cells(
                    row.label(),
                    peers,
                    peer ->
                            results.ratio(row.key(), Targets.CORE, peer)
                                    .map(Report::number)
                                    .orElse(""));
        }
    }

    private List<String> targets() {
        return Targets.NAMES.stream()
                .filter(name ->
                        results.rows().stream().anyMatch(row -> row.values().containsKey(name)))
                .toList();
    }

    private void endurance() {
        if (results.endurance().isEmpty()) {
            return;
        }
        table(
                "proxy-core under",
                List.of(
                        "p50, µs",
                        "p99, µs",
                        "dropped records",
                        "bodies not on record, MB",
                        "memory, median, MB",
                        "at the most, MB",
                        "after, MB"));
        for (Endurance load : results.endurance()) {
            line(
                    load.label(),
                    load.p50(),
                    load.p99(),
                    load.dropped(),
                    load.droppedBytes() / MB,
                    load.residentMedian() / MB,
                    load.residentPeak() / MB,
                    load.residentAfter() / MB);
        }
    }

    private void memoryAndStart() {
        if (results.memory().isEmpty() && results.startUp().isEmpty()) {
            return;
        }
        table("proxy-core", List.of("figure"));
        results.memory()
                .ifPresent(memory -> {
                    line("resident before load, MB", memory.first() / MB);
                    line("resident after all load, MB", memory.last() / MB);
                    line("resident at the most, MB", memory.peak() / MB);
                });
        results.startUp()
                .ifPresent(start -> {
                    line("start to first answer, ms", start.withCacheMillis());
                    line("the same without AOT cache, ms", start.withoutCacheMillis());
                    line("resident after the first answer, MB", start.idleBytes() / MB);
                });
    }

    private void bars() {
        table("bar", List.of("limit", "measured", "met"));
        Bar.ALL.forEach(bar -> lines.add(bar.line(results)));
    }

    private void table(String first, List<String> columns) {
        lines.add("");
        lines.add("| " + first + " | " + String.join(" | ", columns) + " |");
        lines.add("|---|" + "---:|".repeat(columns.size()));
    }

    private void cells(String label, List<String> columns, Function<String, String> cell) {
        lines.add(
                "| "
                        + label
                        + " | "
                        + columns.stream().map(cell).collect(Collectors.joining(" | "))
                        + " |");
    }

    private void line(String label, double... values) {
        StringBuilder line = new StringBuilder("| " + label + " |");
        for (double value : values) {
            line.append(' ').append(number(value)).append(" |");
        }
        lines.add(line.toString());
    }

    /// Three significant digits, thousands with commas.
    static String number(double value) {
        double size = Math.abs(value);
        int digits = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
