package dev.ccproxy.data.statistics;

import dev.ccproxy.data.index.StatementStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks the sums of how fast answers were.
final class PerformanceViewStore {
    private static final int MOST_MODELS = 200;

    private final StatementStore sql;
    private final Periods periods;
    private final StatisticsFilter filter;

    /// @param filter of which only the provider and the model matter
    PerformanceViewStore(StatementStore sql, Periods periods, StatisticsFilter filter) {
        this.sql = sql;
        this.periods = periods;
        this.filter = filter;
    }

    /// A model of a provider.
    private record Model(String provider, String name) {}

    /// What is summed up of a period or a model.
    private static final class Sums {
        private final Timings timings = new Timings();
        private long requests;
        private long failed;

        PerformanceReport.Speed speed() {
            return PerformanceReport.Speed.of(requests, failed, timings);
        }
    }

    PerformanceReport report() {
        Map<Integer, Sums> byPeriod = new HashMap<>();
        Map<Model, Sums> byModel = new HashMap<>();
        Sums total = new Sums();
        count(byPeriod, byModel, total);
        time(byPeriod, byModel, total);
        List<PerformanceReport.Period> spans = new ArrayList<>();
        for (int i = 0; i < periods.items().size(); i++) {
            Instant start = periods.items().get(i).start().toInstant();
            spans.add(
                    new PerformanceReport.Period(
                            start, byPeriod.getOrDefault(i, new Sums()).speed()));
        }
        List<PerformanceReport.Model> models =
                byModel.entrySet().stream()
                        .map(entry ->
                                new PerformanceReport.Model(
                                        entry.getKey().provider,
                                        entry.getKey().name,
                                        entry.getValue().speed()))
                        .sorted(
                                Comparator.comparingLong((PerformanceReport.Model model) ->
                                                model.speed().requests())
                                        .reversed()
                                        .thenComparing(PerformanceReport.Model::model))
                        .limit(MOST_MODELS)
                        .toList();
        return new PerformanceReport(
                periods.zone().getId(),
                periods.by(),
                spans,
                total.speed(),
                models,
                new UsageViewStore(sql, periods, filter.ofModels()).errors());
    }

    private void count(Map<Integer, Sums> byPeriod, Map<Model, Sums> byModel, Sums total) {
        StatisticsFilter.Condition condition = filter.ofModels();
        sql.list(
                "SELECT p.value ->> 0, u.provider, u.model, sum(u.requests), sum(u.failed)"
                        + UsageViewStore.IN_PERIODS.formatted("usage_block")
                        + "WHERE 1"
                        + condition.sql()
                        + " GROUP BY 1, 2, 3",
                row -> {
                    Sums period = byPeriod.computeIfAbsent((int) row.number(), _ -> new Sums());
                    Model key = new Model(row.text(), row.text());
                    Sums model = byModel.computeIfAbsent(key, _ -> new Sums());
                    long requests = row.number();
                    long failed = row.number();
                    for (Sums sums : List.of(period, model, total)) {
                        sums.requests += requests;
                        sums.failed += failed;
                    }
                    return requests;
                },
                condition.after(periods.blocks()));
    }

    private void time(Map<Integer, Sums> byPeriod, Map<Model, Sums> byModel, Sums total) {
        StatisticsFilter.Condition condition = filter.ofModels();
        sql.list(
                "SELECT p.value ->> 0, u.provider, u.model, u.duration, u.first_token, u.speed"
                        + UsageViewStore.IN_PERIODS.formatted("timing_block")
                        + "WHERE 1"
                        + condition.sql(),
                row -> {
                    Sums period = byPeriod.computeIfAbsent((int) row.number(), _ -> new Sums());
                    Model key = new Model(row.text(), row.text());
                    Sums model = byModel.computeIfAbsent(key, _ -> new Sums());
                    byte[] duration = row.bytes();
                    byte[] firstToken = row.bytes();
                    byte[] speed = row.bytes();
                    period.timings.add(duration, firstToken, speed);
                    return model.timings.add(duration, firstToken, speed);
                },
                condition.after(periods.blocks()));
        byModel.values().forEach(model -> total.timings.add(model.timings));
    }
}
