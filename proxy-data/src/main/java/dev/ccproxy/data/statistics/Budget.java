package dev.ccproxy.data.statistics;

import dev.ccproxy.data.cost.Money;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What one wants to spend at the most, and what was spent.
@Schema(description = "What one wants to spend at the most, and what was spent of it")
record Budget(
        @Schema(description = "A calendar day or month in the viewer's zone") Granularity period,
        @Schema(description = "When the current one began") Instant startedAt,
        @Schema(description = "USD, as `data.budget` in the configuration has it", examples = "25")
                Money limit,
        @Schema(
                        description =
                                "USD since then, all requests together, whatever the filter; those"
                                        + " without a price are not in it")
                Money spent) {}
