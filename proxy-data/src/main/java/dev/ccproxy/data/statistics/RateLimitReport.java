package dev.ccproxy.data.statistics;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How much of the API's limits was used.
@Schema(description = "How much of the API's limits was used, as its answers' headers told")
record RateLimitReport(
        @Schema(description = "The time zone that days begin in", examples = "Europe/Berlin")
                String zone,
        Granularity by,
        @Schema(description = "When the periods begin by the calendar") List<Instant> periods,
        @Schema(description = "By organization and name") List<Limit> limits) {

    /// One of the limits.
    @Schema(
            name = "RateLimit",
            description = "One of the limits, as the newest answer within the time asked for told")
    record Limit(
            @Schema(
                            description = "Whose it is; null where the answer does not name it",
                            nullable = true)
                    @Nullable String organization,
            @Schema(
                            description =
                                    "What stands between `anthropic-ratelimit-` and what is told of"
                                            + " it in the header's name",
                            examples = "unified-5h")
                    String name,
            @Schema(description = "When the request began whose answer told this")
                    Instant observedAt,
            @Schema(
                            description =
                                    "The share that was used up, 0 to 1, or more where the API says"
                                            + " so; null where it did not tell",
                            examples = "0.42",
                            nullable = true)
                    @Nullable Double used,
            @Schema(
                            description =
                                    "The share that was left, 0 to 1: 1 less `used`, never below 0",
                            examples = "0.58",
                            nullable = true)
                    @Nullable Double headroom,
            @Schema(description = "What was left, in requests or tokens", nullable = true)
                    @Nullable Long remaining,
            @Schema(description = "The limit, in requests or tokens", nullable = true)
                    @Nullable Long limit,
            @Schema(description = "When it is full again", nullable = true)
                    @Nullable Instant resetsAt,
            @Schema(examples = "allowed", nullable = true) @Nullable String status,
            @Schema(description = "The periods in which answers told of its use")
                    List<Peak> peaks) {}

    /// How much was used within a period.
    @Schema(name = "RateLimitPeak", description = "How much was used within a period")
    record Peak(
            @Schema(description = "Which of `periods`, from 0") int period,
            @Schema(description = "The highest share that an answer told") double used) {}
}
