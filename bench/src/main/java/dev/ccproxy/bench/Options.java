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
record Options(Path root, boolean quick, Set<Section> only, Set<String> targets) {
    static final String USAGE =
            """
            Usage: bench/run.sh [--quick] [--only SECTION,…] [--targets NAME,…]
              --quick     a smoke run under a minute; its figures mean nothing
              --only      %s
              --targets   %s
            """
                    .formatted(
                            Stream.of(Section.values())
                                    .map(section -> section.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")),
                            String.join(", ", Targets.NAMES));

    /// @throws IllegalArgumentException with what to print if they make no sense
    static Options parse(List<String> arguments) {
        Path root = Path.of("");
        boolean quick = false;
        Set<Section> only = EnumSet.allOf(Section.class);
        Set<String> targets = new LinkedHashSet<>(Targets.NAMES);
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            switch (rest.next()) {
                case "--quick" -> quick = true;
                case "--root" -> root = Path.of(rest.next());
                case "--only" -> {
                    only = EnumSet.noneOf(Section.class);
                    list(rest.next()).map(Section::of).forEach(only::add);
                }
                case "--targets" -> targets.retainAll(list(rest.next()).toList());
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(root.toAbsolutePath(), quick, only, targets);
    }

    private static Stream<String> list(String names) {
        return Stream.of(names.split(",", -1));
    }
}
