package dev.ccproxy.bench;

import java.util.Locale;

/// The parts of a run, by the names that `--only` takes.
enum Section {
    LATENCY,
    SCHEDULE,
    STREAMS,
    THROUGHPUT,
    LARGE,
    ENDURANCE,
    RECORD,
    ROUTING,
    START;

    /// Whether it is about processes of its own, so that the others need not be warm.
    boolean startsItsOwn() {
        return this == ROUTING || this == START;
    }

    static Section of(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }
}
