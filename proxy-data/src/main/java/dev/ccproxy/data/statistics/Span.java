package dev.ccproxy.data.statistics;

import java.util.List;

/// The lengths of the blocks of time that sums are kept of.
enum Span {
    QUARTER_HOUR(1),
    HOUR(4),
    QUARTER_DAY(24),
    DAY(96);

    private static final List<Span> LONGEST_FIRST = List.of(values()).reversed();

    private final long slots;

    Span(long slots) {
        this.slots = slots;
    }

    /// Quarters of an hour.
    long slots() {
        return slots;
    }

    /// The first slot of the block in which this one lies.
    long blockOf(long slot) {
        return Math.floorDiv(slot, slots) * slots;
    }

    /// The longest block that begins here and ends no later than there.
    static Span longest(long from, long until) {
        for (Span span : LONGEST_FIRST) {
            if (span.blockOf(from) == from && from + span.slots <= until) {
                return span;
            }
        }
        throw new IllegalArgumentException("there is nothing between " + from + " and " + until);
    }
}
