package dev.ccproxy.data.statistics;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How fast answers were, and how requests failed.
@Schema(description = "How fast answers were, and how requests failed")
record PerformanceReport(
        @Schema(description = "The time zone that days begin in", examples = "Europe/Berlin")
                String zone,
        Granularity by,
        @Schema(description = "In order, also those in which nothing happened")
                List<Period> periods,
        @Schema(description = "All of them together") Speed total,
        @Schema(description = "The 200 most used, the most used first") List<Model> models,
        @Schema(description = "The most frequent first") List<ErrorCount> errors) {
    private static final double MICROS_IN_MILLI = 1_000;

    /// How fast answers were.
    @Schema(
            description =
                    """
                    How fast answers were. Times and speeds are of requests that completed without \
                    an error and asked a model for an answer: what failed did not take its time\
                    """)
    record Speed(
            @Schema(description = "Requests that have ended, those that failed included")
                    long requests,
            @Schema(
                            description =
                                    "Those of them with a status of 400 or more, with an error in"
                                            + " the stream, or whose connection broke; those that"
                                            + " the client gave up do not count")
                    long failedRequests,
            @Schema(description = "Milliseconds from the request's head to the end of the answer")
                    Percentiles duration,
            @Schema(
                            description =
                                    "Milliseconds from the request's head to the first token of a"
                                            + " streamed answer")
                    Percentiles timeToFirstToken,
            @Schema(
                            description =
                                    "Tokens of output a second, from the first token to the end of"
                                            + " a streamed answer of two tokens or more")
                    Percentiles tokensPerSecond) {
        static Speed of(long requests, long failed, Timings timings) {
            return new Speed(
                    requests,
                    failed,
                    Percentiles.of(timings.duration(), MICROS_IN_MILLI),
                    Percentiles.of(timings.firstToken(), MICROS_IN_MILLI),
                    Percentiles.of(timings.speed(), MICROS_IN_MILLI));
        }
    }

    /// How fast answers were within a period.
    @Schema(name = "SpeedPeriod", description = "How fast answers were within a period")
    record Period(
            @Schema(description = "When it begins by the calendar") Instant startedAt,
            Speed speed) {}

    /// How fast a model was.
    @Schema(name = "SpeedOfModel", description = "How fast a model was")
    record Model(
            @Schema(examples = "anthropic") String provider,
            @Schema(
                            description =
                                    "That answered, else that was asked for; empty where none is"
                                            + " known",
                            examples = "claude-opus-4-5")
                    String model,
            Speed speed) {}
}
