package dev.ccproxy.data.statistics;

import dev.ccproxy.data.index.StatementStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Asks the sums of how tools were used.
final class ToolsViewStore {
    private static final int MOST_TOOLS = 500;
    private static final int MOST_FILES = 50;
    private static final double MICROS_IN_MILLI = 1_000;
    private static final String MCP = "mcp__";
    private static final String SEPARATOR = "__";

    private final StatementStore sql;
    private final String blocks;
    private final StatisticsFilter.Condition filter;

    /// @param filter of which only the project may matter
    ToolsViewStore(StatementStore sql, Periods periods, StatisticsFilter.Condition filter) {
        this.sql = sql;
        this.blocks = periods.blocks();
        this.filter = filter;
    }

    /// How long a tool took.
    private static final class Time {
        private final Histogram histogram = new Histogram();
        private long micros;
    }

    ToolsReport report() {
        List<ToolsReport.Tool> tools = tools();
        return new ToolsReport(
                tools.stream().limit(MOST_TOOLS).toList(),
                servers(tools),
                files("reads"),
                files("edits"));
    }

    private List<ToolsReport.Tool> tools() {
        Map<String, Time> times = times();
        return sql.list(
                "SELECT u.name, sum(u.offered), sum(u.calls), sum(u.results), sum(u.failed),"
                        + " sum(u.input_bytes), sum(u.result_bytes)"
                        + UsageViewStore.IN_PERIODS.formatted("tool_block")
                        + "WHERE 1"
                        + filter.sql()
                        + " GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1",
                row -> {
                    String name = row.text();
                    Time time = times.getOrDefault(name, new Time());
                    return new ToolsReport.Tool(
                            name,
                            server(name),
                            row.number(),
                            row.number(),
                            row.number(),
                            row.number(),
                            Percentiles.of(time.histogram, MICROS_IN_MILLI),
                            Math.round(time.micros / MICROS_IN_MILLI),
                            row.number(),
                            row.number());
                },
                filter.after(blocks));
    }

    private Map<String, Time> times() {
        Map<String, Time> times = new HashMap<>();
        sql.list(
                "SELECT u.name, u.time, u.total"
                        + UsageViewStore.IN_PERIODS.formatted("tool_time_block")
                        + "WHERE 1"
                        + filter.sql(),
                row -> {
                    Time time = times.computeIfAbsent(row.text(), _ -> new Time());
                    time.histogram.add(row.bytes());
                    time.micros += row.number();
                    return time;
                },
                filter.after(blocks));
        return times;
    }

    /// `mcp__github__search` is a tool of the server `github`.
    private static @Nullable String server(String name) {
        int end = name.startsWith(MCP) ? name.indexOf(SEPARATOR, MCP.length()) : -1;
        return end <= MCP.length() ? null : name.substring(MCP.length(), end);
    }

    private static List<ToolsReport.Server> servers(List<ToolsReport.Tool> tools) {
        Map<String, List<ToolsReport.Tool>> byServer = new TreeMap<>();
        for (ToolsReport.Tool tool : tools) {
            if (tool.server() != null) {
                byServer.computeIfAbsent(tool.server(), _ -> new ArrayList<>()).add(tool);
            }
        }
        return byServer.entrySet().stream()
                .map(entry -> server(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ToolsReport.Server::calls).reversed())
                .toList();
    }

    private static ToolsReport.Server server(String name, List<ToolsReport.Tool> tools) {
        return new ToolsReport.Server(
                name,
                tools.size(),
                tools.stream().filter(tool -> tool.calls() > 0).count(),
                tools.stream().mapToLong(ToolsReport.Tool::calls).sum(),
                tools.stream().mapToLong(ToolsReport.Tool::results).sum(),
                tools.stream().mapToLong(ToolsReport.Tool::failed).sum(),
                tools.stream().mapToLong(ToolsReport.Tool::totalMillis).sum());
    }

    /// @param column by which most is meant
    private List<ToolsReport.FileUse> files(String column) {
        return sql.list(
                "SELECT u.file, sum(u.reads) AS reads, sum(u.edits) AS edits"
                        + UsageViewStore.IN_PERIODS.formatted("file_block")
                        + "WHERE 1"
                        + filter.sql()
                        + " GROUP BY 1 HAVING sum(u."
                        + column
                        + ") > 0 ORDER BY sum(u."
                        + column
                        + ") DESC, 1 LIMIT "
                        + MOST_FILES,
                row -> new ToolsReport.FileUse(row.text(), row.number(), row.number()),
                filter.after(blocks));
    }
}
