package dev.ccproxy.data.exchange;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Some exchanges, in the order asked for, and where to go on.
@Schema(description = "Some exchanges, in the order asked for")
public record ExchangePage(
        List<ExchangeSummary> items,
        @Schema(
                        description =
                                "What to pass as `before` for those that follow; null at the end. A"
                                        + " page may hold fewer items than asked for, even none,"
                                        + " and still not be the last.",
                        nullable = true)
                @Nullable String next,
        @Schema(
                        description =
                                "How many there are in all, on the first page; null on others, and"
                                        + " where telling would take looking at thousands",
                        examples = "212",
                        nullable = true)
                @Nullable Long total) {}
