package dev.ccproxy.data.statistics;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How some values are spread.
@Schema(
        description =
                """
                How some values are spread: so many per cent of all of them are not above each. \
                They are reckoned from all values of the time that was asked for, never as \
                averages of other percentiles, and are at most 2 % away from the exact ones. Null \
                where there are no values\
                """)
record Percentiles(
        @Schema(description = "How many values there are") long count,
        @Schema(nullable = true) @Nullable Double p10,
        @Schema(nullable = true) @Nullable Double p50,
        @Schema(nullable = true) @Nullable Double p90,
        @Schema(nullable = true) @Nullable Double p95,
        @Schema(nullable = true) @Nullable Double p99) {

    /// Those of a histogram.
    ///
    /// @param unit how many of the histogram's unit are one of the values' here
    static Percentiles of(Histogram values, double unit) {
        return new Percentiles(
                values.count(),
                at(values, 0.10, unit),
                at(values, 0.50, unit),
                at(values, 0.90, unit),
                at(values, 0.95, unit),
                at(values, 0.99, unit));
    }

    private static @Nullable Double at(Histogram values, double share, double unit) {
        Long value = values.percentile(share);
        return value == null ? null : value / unit;
    }
}
