package dev.ccproxy.data.conversation;

import dev.ccproxy.data.cost.Cost;
import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.index.RowReader;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What requests cost, as far as it is known.
@Schema(description = "What requests cost, as far as it is known")
public record Spending(
        @Schema(description = "Of those that have a price") Cost cost,
        @Schema(
                        description =
                                "How many were charged for at a price that is not known: what they"
                                        + " cost comes on top")
                long unpricedRequests) {
    /// Nothing.
    public static final Spending NONE = new Spending(Cost.ZERO, 0);

    /// The columns that [#read] takes.
    public static final String COLUMNS =
            "cost_input, cost_output, cost_write_5m, cost_write_1h, cost_read, cost_tools, unpriced";

    /// The same of many rows.
    public static final String SUMS =
            "coalesce(sum(cost_input), 0), coalesce(sum(cost_output), 0),"
                    + " coalesce(sum(cost_write_5m), 0), coalesce(sum(cost_write_1h), 0),"
                    + " coalesce(sum(cost_read), 0), coalesce(sum(cost_tools), 0),"
                    + " coalesce(sum(unpriced), 0)";

    /// The same of a table that goes by this name.
    public static String sums(String table) {
        return SUMS.replace("sum(", "sum(" + table + ".");
    }

    /// The columns of a table that goes by this name.
    static String columns(String table) {
        return Tokens.qualified(table, COLUMNS);
    }

    /// The next seven columns.
    public static Spending read(RowReader row) {
        return new Spending(
                new Cost(money(row), money(row), money(row), money(row), money(row), money(row)),
                row.number());
    }

    private static Money money(RowReader row) {
        return new Money(row.number());
    }

    /// Both together.
    public Spending plus(Spending other) {
        return new Spending(cost.plus(other.cost), unpricedRequests + other.unpricedRequests);
    }
}
