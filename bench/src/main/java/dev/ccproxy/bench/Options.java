package dev.ccproxy.bench;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a run is asked to do.
///
/// @param root the project's folder
/// @param quick whether to take just enough to see that the bench itself works
/// @param only the sections to run
/// @param targets the names of what to measure
/// @param temporary where records and logs are kept as long as the run takes
record Options(Path root, boolean quick, Set<Section> only, Set<String> targets, Path temporary) {
    static final String USAGE =
            """
            Usage: bench/run.sh [--quick] [--only SECTION,…] [--targets NAME,…] [--temp FOLDER]
              --quick     a smoke run under a minute; its figures mean nothing
              --only      %s
              --targets   %s
              --temp      where records are written and deleted again: the disk that is measured
            """
                    .formatted(
                            Stream.of(Section.values())
                                    .map(section -> section.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")),
                            String.join(", ", Targets.NAMES));

    /// @throws IllegalArgumentException with what to print if they make no sense
    static Options parse(List<String> arguments) {
        Path root = Path.of("");
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        boolean quick = false;
        Set<Section> only = EnumSet.allOf(Section.class);
        Set<String> targets = new LinkedHashSet<>(Targets.NAMES);
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            switch (rest.next()) {
                case "--quick" -> quick = true;
                case "--temp" -> temporary = Path.of(rest.next());
                case "--root" -> root = Path.of(rest.next());
                case "--only" -> {
                    only = EnumSet.noneOf(Section.class);
                    list(rest.next()).map(Section::of).forEach(only::add);
                }
                case "--targets" -> targets = targets(rest.next());
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(root.toAbsolutePath(), quick, only, targets, temporary);
    }

    private static Set<String> targets(String names) {
        Set<String> targets = list(names).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!Targets.NAMES.containsAll(targets)) {
            throw new IllegalArgumentException(names);
        }
        return targets;
    }

    private static Stream<String> list(String names) {
        return Stream.of(names.split(",", -1));
    }
}
