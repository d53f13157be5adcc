package dev.ccproxy.data.statistics;

import dev.ccproxy.data.cost.Money;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What requests took, by time and by what was asked for.
@Schema(description = "What requests took, by time and by what was asked for")
record UsageReport(
        @Schema(description = "The time zone that days begin in", examples = "Europe/Berlin")
                String zone,
        Granularity by,
        @Schema(
                        description =
                                "By what groups are told apart; null where none were asked for",
                        nullable = true)
                @Nullable Dimension group,
        @Schema(
                        description =
                                "The day of UTC on which the first of all such requests began,"
                                        + " whenever; null where there is none",
                        nullable = true)
                @Nullable Instant firstAt,
        @Schema(description = "In order, also those in which nothing happened")
                List<Period> periods,
        @Schema(description = "All of them together") Usage total,
        @Schema(
                        description =
                                "The 200 groups that cost the most, of equal ones those with the"
                                        + " most tokens, the largest first")
                List<Group> groups,
        @Schema(description = "The most frequent first") List<ErrorCount> errors,
        @Schema(description = "Those that are set") List<Budget> budgets) {

    /// What happened within a period.
    @Schema(name = "UsagePeriod", description = "What happened within a period")
    record Period(
            @Schema(
                            description =
                                    "When it begins by the calendar. The first and the last one hold"
                                            + " what lies between `from` and `until` only; both are"
                                            + " widened to full quarters of an hour")
                    Instant startedAt,
            @Schema(description = "Of the requests that began in it") Usage usage) {}

    /// What some of the requests took.
    @Schema(name = "UsageGroup", description = "What some of the requests took")
    record Group(
            @Schema(
                            description =
                                    "The provider, the model, the project, the agent (`main`, its"
                                            + " type, or `side` for requests beside any"
                                            + " conversation) or the class; empty where none is"
                                            + " known. Or a tool that the answer calls, with all"
                                            + " that such requests took: one whose answer calls"
                                            + " several tools is in the group of each, so that"
                                            + " groups may add up to more than the total; those"
                                            + " that call none are in the group without a name",
                            examples = "claude-opus-4-5")
                    String key,
            Usage usage,
            @Schema(
                            description =
                                    "The periods with requests, of the twelve largest groups; empty"
                                            + " for others")
                    List<Point> points) {}

    /// What a group took within a period.
    @Schema(name = "UsagePoint", description = "What a group took within a period")
    record Point(
            @Schema(description = "Which of `periods`, from 0") int period,
            @Schema(description = "Requests that have ended") long requests,
            @Schema(description = "Tokens of all buckets together") long tokens,
            @Schema(description = "USD of those that have a price") Money cost) {}
}
