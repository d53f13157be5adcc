package dev.ccproxy.data.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What requests cost, as a table.
@Schema(description = "What requests cost, as a table")
record CostTable(
        @Schema(description = "The time zone that days begin in", examples = "Europe/Berlin")
                String zone,
        Granularity by,
        @Schema(description = "By time, within a period what cost the most first") List<Row> items,
        @Schema(description = "Whether there are more rows than were asked for") boolean more) {

    /// What some of the requests cost.
    @Schema(
            name = "CostRow",
            description =
                    "What some of the requests cost. What was not asked to be told apart is null,"
                            + " and an empty text means that it is not known")
    record Row(
            @Schema(description = "When the period begins by the calendar") Instant startedAt,
            @Schema(nullable = true, examples = "anthropic") @Nullable String provider,
            @Schema(nullable = true, examples = "claude-opus-4-5") @Nullable String model,
            @Schema(description = "The working folder", nullable = true) @Nullable String project,
            @Schema(
                            description = "`main`, an agent's type, or `side`",
                            nullable = true,
                            examples = "Explore")
                    @Nullable String agent,
            @Schema(description = "What requests are for", nullable = true, examples = "main")
                    @JsonProperty("class")
                    @Nullable String requestClass,
            @Schema(
                            description =
                                    "A tool that the answer calls; empty for answers that call none."
                                            + " Requests that call several are in several rows",
                            nullable = true,
                            examples = "Bash")
                    @Nullable String tool,
            Usage usage) {}
}
