package dev.ccproxy.data.statistics;

import dev.ccproxy.data.index.StatementStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tables of how long things took by blocks of time, for the indexing thread.
final class TimingStore {
    private static final long MICROS_IN_1000_SECONDS = 1_000_000_000;

    private final StatementStore sql;

    TimingStore(StatementStore sql) {
        this.sql = sql;
    }

    /// An answer, and how long it took.
    private record Timing(
            Model model, @Nullable Long duration, @Nullable Long firstToken, long output) {}

    /// Whose answers they were.
    private record Model(String provider, String name) implements Comparable<Model> {
        @Override
        public int compareTo(Model other) {
            int byProvider = provider.compareTo(other.provider);
            return byProvider == 0 ? name.compareTo(other.name) : byProvider;
        }
    }

    /// A tool in a project.
    private record Tool(String name, String project) implements Comparable<Tool> {
        @Override
        public int compareTo(Tool other) {
            int byName = name.compareTo(other.name);
            return byName == 0 ? project.compareTo(other.project) : byName;
        }
    }

    /// How long a tool took.
    private static final class ToolTime {
        private final Histogram time = new Histogram();
        private long total;
    }

    private record ToolRun(Tool tool, long micros) {}

    /// Makes what belongs to a slot anew.
    void slot(Slot slot) {
        Map<Model, Timings> models = new TreeMap<>();
        for (Timing timing : answers(slot)) {
            add(models.computeIfAbsent(timing.model, _ -> new Timings()), timing);
        }
        putModels(Span.QUARTER_HOUR, slot.number(), models);
        Map<Tool, ToolTime> tools = new TreeMap<>();
        for (ToolRun run : runs(slot)) {
            ToolTime sum = tools.computeIfAbsent(run.tool, _ -> new ToolTime());
            sum.time.add(run.micros);
            sum.total += Math.max(0, run.micros);
        }
        putTools(Span.QUARTER_HOUR, slot.number(), tools);
    }

    /// Makes a longer block anew, from the blocks that it is made of.
    ///
    /// @param parts their length
    void block(Span span, long at, Span parts) {
        Map<Model, Timings> models = new TreeMap<>();
        sql.list(
                "SELECT provider, model, duration, first_token, speed FROM timing_block WHERE span"
                        + " = ? AND at >= ? AND at < ?",
                row ->
                        models.computeIfAbsent(
                                        new Model(row.text(), row.text()), _ -> new Timings())
                                .add(row.bytes(), row.bytes(), row.bytes()),
                parts.slots(),
                at,
                at + span.slots());
        putModels(span, at, models);
        Map<Tool, ToolTime> tools = new TreeMap<>();
        sql.list(
                "SELECT name, project, time, total FROM tool_time_block WHERE span = ? AND at >= ?"
                        + " AND at < ?",
                row -> {
                    ToolTime sum =
                            tools.computeIfAbsent(
                                    new Tool(row.text(), row.text()), _ -> new ToolTime());
                    sum.time.add(row.bytes());
                    sum.total += row.number();
                    return sum;
                },
                parts.slots(),
                at,
                at + span.slots());
        putTools(span, at, tools);
    }

    /// What failed did not take its time and says nothing of how fast a model is; neither does what
    /// asks for no answer of a model.
    private List<Timing> answers(Slot slot) {
        return sql.list(
                "SELECT e.provider, "
                        + SumStore.MODEL
                        + ", e.duration, e.first_token, e.output FROM exchange e WHERE e.id >= ? AND"
                        + " e.id < ? AND e.outcome = 'completed' AND e.status < 400 AND e.error IS"
                        + " NULL AND e.class NOT IN ('probe', 'count_tokens')",
                row ->
                        new Timing(
                                new Model(row.text(), row.text()),
                                row.numberOrNull(),
                                row.numberOrNull(),
                                row.number()),
                slot.firstId(),
                slot.next().firstId());
    }

    private List<ToolRun> runs(Slot slot) {
        return sql.list(
                "SELECT t.name, coalesce(s.project, ''), t.returned - t.called FROM tool_call t"
                        + " JOIN exchange e ON e.id = t.exchange JOIN session s ON s.id = t.session"
                        + " WHERE t.exchange >= ? AND t.exchange < ? AND e.outcome IS NOT NULL AND"
                        + " t.returned IS NOT NULL",
                row -> new ToolRun(new Tool(row.text(), row.text()), row.number()),
                slot.firstId(),
                slot.next().firstId());
    }

    private static void add(Timings sums, Timing timing) {
        Long whole = timing.duration;
        Long first = timing.firstToken;
        if (whole != null) {
            sums.duration().add(whole);
        }
        if (first != null) {
            sums.firstToken().add(first);
        }
        if (whole != null && first != null && whole > first && timing.output > 1) {
            sums.speed().add(timing.output * MICROS_IN_1000_SECONDS / (whole - first));
        }
    }

    private void putModels(Span span, long at, Map<Model, Timings> models) {
        sql.update("DELETE FROM timing_block WHERE span = ? AND at = ?", span.slots(), at);
        models.forEach((model, sums) ->
                sql.update(
                        "INSERT INTO timing_block VALUES (?, ?, ?, ?, ?, ?, ?)",
                        span.slots(),
                        at,
                        model.provider,
                        model.name,
                        sums.duration().toBytes(),
                        sums.firstToken().toBytes(),
                        sums.speed().toBytes()));
    }

    private void putTools(Span span, long at, Map<Tool, ToolTime> tools) {
        sql.update("DELETE FROM tool_time_block WHERE span = ? AND at = ?", span.slots(), at);
        tools.forEach((tool, sum) ->
                sql.update(
                        "INSERT INTO tool_time_block VALUES (?, ?, ?, ?, ?, ?)",
                        span.slots(),
                        at,
                        tool.name,
                        tool.project,
                        sum.time.toBytes(),
                        sum.total));
    }
}
