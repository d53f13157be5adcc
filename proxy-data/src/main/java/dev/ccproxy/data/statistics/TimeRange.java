package dev.ccproxy.data.statistics;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which time statistics are about, and in which periods they are told.
record TimeRange(
        @Parameter(
                        description =
                                "Only requests that began then or later, to a quarter of an hour;"
                                        + " 30 days before `until` where it is not given",
                        example = "2026-11-01T00:00:00Z")
                @QueryParam("from")
                @Nullable String from,
        @Parameter(
                        description =
                                "Only requests that began earlier, to a quarter of an hour; now"
                                        + " where it is not given",
                        example = "2026-12-01T00:00:00Z")
                @QueryParam("until")
                @Nullable String until,
        @Parameter(
                        description =
                                "The time zone that days, weeks (from Monday) and months begin in,"
                                        + " by its IANA name; UTC where it is not given",
                        example = "Europe/Berlin")
                @QueryParam("zone")
                @Nullable String zone,
        @Parameter(description = "How long periods are; at most 2,000 are told")
                @Schema(enumeration = {"hour", "day", "week", "month", "all"})
                @QueryParam("by")
                @DefaultValue("day")
                String by) {
    Periods periods(Instant now) {
        return Periods.of(Granularity.parse(by), from, until, zone, now);
    }
}
