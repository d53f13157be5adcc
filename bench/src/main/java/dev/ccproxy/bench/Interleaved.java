package dev.ccproxy.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Figures that were taken in many short rounds, each target once in each round: what else goes on
/// in the machine drifts, and so meets all of them alike.
///
/// @param byTarget by the target's name, what it showed in each round
record Interleaved<T>(Map<String, List<T>> byTarget) {

    /// Gives every target its turns.
    static <T> Interleaved<T> run(String what, List<Target> targets, int rounds, Turn<T> turn)
            throws IOException {
        Map<String, List<T>> byTarget = new LinkedHashMap<>();
        targets.forEach(target -> byTarget.put(target.name(), new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            Log.progress("%s, round %d of %d".formatted(what, round + 1, rounds));
            for (int i = 0; i < targets.size(); i++) {
                Target target = targets.get((i + round) % targets.size());
                target.settle();
                byTarget.computeIfAbsent(target.name(), name -> new ArrayList<>())
                        .add(turn.take(target));
            }
        }
        return new Interleaved<>(byTarget);
    }

    /// The median over the rounds.
    Row row(String key, String label, ToDoubleFunction<T> figure) {
        Map<String, Double> values = new LinkedHashMap<>();
        byTarget.forEach((name, results) ->
                values.put(
                        name,
                        Samples.median(results.stream().map(figure::applyAsDouble).toList())));
        return new Row(key, label, values);
    }

    /// The median over the rounds of what each target took beyond going direct in the same round.
    Row added(String key, String label, ToDoubleFunction<T> figure) {
        Map<String, Double> values = new LinkedHashMap<>();
        List<T> direct = byTarget.getOrDefault(Targets.DIRECT, List.of());
        byTarget.forEach((name, results) -> {
            List<Double> added = new ArrayList<>();
            for (int round = 0; round < direct.size(); round++) {
                added.add(
                        figure.applyAsDouble(results.get(round))
                                - figure.applyAsDouble(direct.get(round)));
            }
            if (!added.isEmpty() && !name.equals(Targets.DIRECT)) {
                values.put(name, Samples.median(added));
            }
        });
        return new Row(key, label, values);
    }

    /// What one target does in one round.
    interface Turn<T> {
        T take(Target target) throws IOException;
    }
}
