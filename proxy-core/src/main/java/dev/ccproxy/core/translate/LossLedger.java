package dev.ccproxy.core.translate;

import dev.ccproxy.exchange.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the losses of one exchange. What happens again is counted.
public final class LossLedger {
    private record Entry(String field, Loss.Severity severity, String reason) {}

    private final Map<Entry, Integer> entries = new LinkedHashMap<>();

    void note(String field, String reason) {
        add(new Entry(field, Loss.Severity.NOTE, reason));
    }

    void warn(String field, String reason) {
        add(new Entry(field, Loss.Severity.WARNING, reason));
    }

    private void add(Entry entry) {
        entries.merge(entry, 1, Integer::sum);
    }

    /// What was lost so far, in the order in which it was.
    public List<Loss> losses() {
        List<Loss> losses = new ArrayList<>();
        entries.forEach((entry, count) ->
                losses.add(new Loss(entry.field(), entry.severity(), entry.reason(), count)));
        return losses;
    }
}
