package dev.ccproxy.bench;

import java.util.List;
import java.util.Optional;

/// All that a run found out.
///
/// @param rows of all targets side by side
/// @param endurance of proxy-core
/// @param startUp of proxy-core
/// @param memory of proxy-core
/// @param notes on versions, what was left out and what was checked
record Results(
        List<Row> rows,
        List<Endurance> endurance,
        Optional<StartUp> startUp,
        Optional<Memory> memory,
        List<String> notes) {

    /// Resident memory of proxy-core, in bytes.
    ///
    /// @param first after the first answer, before any load
    /// @param last at the end of the run, when all work put off was done
    /// @param peak the most at any time
    record Memory(double first, double last, double peak) {}

    Optional<Double> figure(String key, String target) {
        return rows.stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .flatMap(row -> Optional.ofNullable(row.values().get(target)));
    }

    /// How many times as much one target shows as another.
    Optional<Double> ratio(String key, String target, String other) {
        return figure(key, target).flatMap(mine -> figure(key, other).map(theirs -> mine / theirs));
    }
}
