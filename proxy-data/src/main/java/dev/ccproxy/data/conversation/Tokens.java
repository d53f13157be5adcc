package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.RowReader;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Tokens in the buckets in which they are charged.
@Schema(description = "Tokens in the buckets in which they are charged")
public record Tokens(
        @Schema(description = "Input that was neither read from the cache nor written to it")
                long input,
        @Schema(description = "Input read from the cache") long cacheRead,
        @Schema(description = "Input written to the cache for five minutes") long cacheWrite5m,
        @Schema(description = "Input written to the cache for an hour") long cacheWrite1h,
        @Schema(description = "Output, thinking included") long output) {

    /// The columns that [#read] takes.
    public static final String COLUMNS =
            "input, cache_read, cache_write_5m, cache_write_1h, output";

    /// The same of many rows.
    public static final String SUMS =
            "coalesce(sum(input), 0), coalesce(sum(cache_read), 0),"
                    + " coalesce(sum(cache_write_5m), 0), coalesce(sum(cache_write_1h), 0),"
                    + " coalesce(sum(output), 0)";

    /// The same of a table that goes by this name.
    public static String sums(String table) {
        return SUMS.replace("sum(", "sum(" + table + ".");
    }

    /// The columns of a table that goes by this name.
    static String columns(String table) {
        return qualified(table, COLUMNS);
    }

    static String qualified(String table, String columns) {
        return table + "." + columns.replace(", ", ", " + table + ".");
    }

    /// The next five columns.
    public static Tokens read(RowReader row) {
        return new Tokens(row.number(), row.number(), row.number(), row.number(), row.number());
    }

    /// Both together.
    public Tokens plus(Tokens other) {
        return new Tokens(
                input + other.input,
                cacheRead + other.cacheRead,
                cacheWrite5m + other.cacheWrite5m,
                cacheWrite1h + other.cacheWrite1h,
                output + other.output);
    }
}
