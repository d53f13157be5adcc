package dev.ccproxy.data.statistics;

import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.index.StatementStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks the sums of what requests took.
final class UsageViewStore {
    /// Blocks of the periods in the first value, with the number of the period as `p.value ->> 0`.
    static final String IN_PERIODS =
            " FROM json_each(?) p CROSS JOIN %s u ON u.span = p.value ->> 1 AND u.at >="
                    + " p.value ->> 2 AND u.at < p.value ->> 3 ";

    private static final String BLOCKS = blocks("usage_block");
    private static final String BLOCKS_OF_TOOLS = blocks("tool_usage_block");
    private static final String COST =
            "(cost_input + cost_output + cost_write_5m + cost_write_1h + cost_read + cost_tools)";
    private static final String TOKENS =
            "(input + cache_read + cache_write_5m + cache_write_1h + output)";
    private static final int MOST_GROUPS = 200;
    private static final int MOST_CURVES = 12;

    private final StatementStore sql;
    private final Periods periods;
    private final String blocks;
    private final StatisticsFilter.Condition filter;

    UsageViewStore(StatementStore sql, Periods periods, StatisticsFilter.Condition filter) {
        this.sql = sql;
        this.periods = periods;
        this.blocks = periods.blocks();
        this.filter = filter;
    }

    /// A number and what belongs to it.
    private record Numbered<T>(int number, T item) {}

    List<UsageReport.Period> byPeriod() {
        Map<Integer, Usage> found =
                sql
                        .list(
                                "SELECT p.value ->> 0, "
                                        + Usage.SUMS
                                        + BLOCKS
                                        + filter.sql()
                                        + " GROUP BY 1",
                                row -> new Numbered<>((int) row.number(), Usage.read(row)),
                                filter.after(blocks))
                        .stream()
                        .collect(Collectors.toMap(Numbered::number, Numbered::item));
        List<UsageReport.Period> all = new ArrayList<>();
        for (int i = 0; i < periods.items().size(); i++) {
            Instant start = periods.items().get(i).start().toInstant();
            all.add(new UsageReport.Period(start, found.getOrDefault(i, Usage.NONE)));
        }
        return all;
    }

    List<UsageReport.Group> byGroup(Dimension dimension) {
        List<UsageReport.Group> groups =
                sql.list(
                        "SELECT "
                                + column(dimension)
                                + ", "
                                + Usage.SUMS
                                + blocks(List.of(dimension))
                                + filter.sql()
                                + " GROUP BY 1 ORDER BY sum("
                                + COST
                                + ") DESC, sum("
                                + TOKENS
                                + ") DESC, sum(requests) DESC, 1 LIMIT "
                                + MOST_GROUPS,
                        row -> new UsageReport.Group(row.text(), Usage.read(row), List.of()),
                        filter.after(blocks));
        Map<String, List<UsageReport.Point>> points =
                points(
                        dimension,
                        groups.stream()
                                .limit(MOST_CURVES)
                                .map(UsageReport.Group::key)
                                .collect(Collectors.toSet()));
        return groups.stream()
                .map(group ->
                        new UsageReport.Group(
                                group.key(),
                                group.usage(),
                                points.getOrDefault(group.key(), List.of())))
                .toList();
    }

    private Map<String, List<UsageReport.Point>> points(Dimension dimension, Set<String> keys) {
        Map<String, List<UsageReport.Point>> points = new HashMap<>();
        sql.list(
                "SELECT "
                        + column(dimension)
                        + ", p.value ->> 0, sum(requests), sum("
                        + TOKENS
                        + "), sum("
                        + COST
                        + ")"
                        + blocks(List.of(dimension))
                        + filter.sql()
                        + " GROUP BY 1, 2",
                row -> {
                    String key = row.text();
                    return keys.contains(key)
                            && points.computeIfAbsent(key, _ -> new ArrayList<>())
                                    .add(
                                            new UsageReport.Point(
                                                    (int) row.number(),
                                                    row.number(),
                                                    row.number(),
                                                    new Money(row.number())));
                },
                filter.after(blocks));
        return points;
    }

    List<ErrorCount> errors() {
        return sql.list(
                "SELECT u.error, sum(u.requests)"
                        + IN_PERIODS.formatted("error_block")
                        + "WHERE 1"
                        + filter.sql()
                        + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT "
                        + MOST_GROUPS,
                row -> new ErrorCount(row.text(), row.number()),
                filter.after(blocks));
    }

    /// When the first of all requests that the filter lets through began, to a day of UTC.
    @Nullable Instant first() {
        Long day =
                sql.number(
                        "SELECT at FROM usage_block u WHERE span = "
                                + Span.DAY.slots()
                                + filter.sql()
                                + " ORDER BY at LIMIT 1",
                        filter.values().toArray());
        return day == null ? null : new Slot(day).start();
    }

    /// What was spent in all of the periods.
    Money spent() {
        Long cost =
                sql.number(
                        "SELECT coalesce(sum(" + COST + "), 0)" + BLOCKS + filter.sql(),
                        filter.after(blocks));
        return new Money(cost == null ? 0 : cost);
    }

    /// A row for each period and each combination of names that has requests.
    List<CostTable.Row> costs(List<Dimension> dimensions, int limit) {
        String columns =
                dimensions.stream()
                        .map(dimension -> ", " + column(dimension))
                        .collect(Collectors.joining());
        return sql.list(
                "SELECT p.value ->> 0"
                        + columns
                        + ", "
                        + Usage.SUMS
                        + blocks(dimensions)
                        + filter.sql()
                        + " GROUP BY p.value ->> 0"
                        + columns
                        + " ORDER BY p.value ->> 0, sum("
                        + COST
                        + ") DESC, sum(requests) DESC"
                        + columns
                        + " LIMIT "
                        + limit,
                row -> {
                    Instant start = periods.items().get((int) row.number()).start().toInstant();
                    Map<Dimension, String> names = new EnumMap<>(Dimension.class);
                    dimensions.forEach(dimension -> names.put(dimension, row.text()));
                    return new CostTable.Row(
                            start,
                            names.get(Dimension.PROVIDER),
                            names.get(Dimension.MODEL),
                            names.get(Dimension.PROJECT),
                            names.get(Dimension.AGENT),
                            names.get(Dimension.CLASS),
                            names.get(Dimension.TOOL),
                            Usage.read(row));
                },
                filter.after(blocks));
    }

    /// The sums that can be told apart by these.
    private static String blocks(List<Dimension> dimensions) {
        return dimensions.contains(Dimension.TOOL) ? BLOCKS_OF_TOOLS : BLOCKS;
    }

    private static String blocks(String table) {
        return IN_PERIODS.formatted(table) + "WHERE 1";
    }

    private static String column(Dimension dimension) {
        return "u." + dimension.code();
    }
}
