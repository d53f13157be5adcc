package dev.ccproxy.data.exchange;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the exchanges of a page, and looks at no more of the index than that takes.
///
/// Where something few exchanges have in common is asked for, those are sorted. Else the list is
/// walked in its order, by an index, up to a bound: then the page is short, and its end is where
/// the walk ended.
final class RequestIdStore {
    /// How many are sorted at the most.
    private static final int FEW = 10_000;

    /// How many of them are looked at at the most to tell how many pass the other criteria too.
    private static final int COUNTED = 2_000;

    private static final int FIRST_STEP = 512;
    private static final int LONGEST_STEP = 4_096;
    private static final int LONGEST_WALK = 20_000;

    private final StatementStore sql;
    private final RequestSort sort;
    private final boolean descending;

    RequestIdStore(StatementStore sql, RequestOrder order) {
        this.sql = sql;
        this.sort = order.by();
        this.descending = order.descending();
    }

    /// An exchange, what it is sorted by, and whether it passes.
    private record Found(RequestOrder.End place, boolean passes) {}

    /// A page.
    ///
    /// @param end where the next one goes on; null where there is none
    record Ids(List<Long> ids, RequestOrder.@Nullable End end) {
        /// Whether this, as the first page, is everything.
        boolean areAll() {
            return end == null;
        }
    }

    private record Narrow(@Nullable Criterion criterion, long count) {}

    Ids page(List<Criterion> criteria, RequestOrder.@Nullable End after, int limit) {
        Narrow narrow = narrowest(criteria);
        Criterion driving = narrow.criterion;
        boolean walked = driving == null || (sort == RequestSort.TIME && driving.inOrder());
        return driving != null && !walked && narrow.count <= FEW
                ? sorted(criteria, driving, after, limit)
                : walk(criteria, walked ? driving : leading(criteria), after, limit);
    }

    /// The criterion by which the list is walked, where it is walked by time.
    private @Nullable Criterion leading(List<Criterion> criteria) {
        return sort == RequestSort.TIME
                ? criteria.stream().filter(Criterion::inOrder).findFirst().orElse(null)
                : null;
    }

    /// How many exchanges a list has; null where telling would take looking at too many.
    @Nullable Long total(List<Criterion> criteria) {
        if (criteria.isEmpty()) {
            return sort == RequestSort.TIME
                    ? sql.number("SELECT coalesce(sum(exchanges), 0) FROM session")
                    : null;
        }
        Narrow narrow = narrowest(criteria);
        Criterion driving = narrow.criterion;
        if (driving == null || narrow.count > FEW) {
            return null;
        }
        if (criteria.size() == 1 && sort == RequestSort.TIME) {
            return narrow.count;
        }
        if (narrow.count > COUNTED) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        return sql.number(
                "SELECT count(*) FROM " + among(criteria, driving, values), values.toArray());
    }

    private Narrow narrowest(List<Criterion> criteria) {
        Narrow best = new Narrow(null, Long.MAX_VALUE);
        for (Criterion criterion : criteria) {
            Long count =
                    sql.number(
                            "SELECT count(*) FROM (%s LIMIT %d)"
                                    .formatted(criterion.ids(), FEW + 1),
                            criterion.values().toArray());
            if (count != null && count < best.count) {
                best = new Narrow(criterion, count);
            }
        }
        return best;
    }

    /// The exchanges that pass, by way of the criterion that few meet.
    private String among(List<Criterion> criteria, Criterion driving, List<Object> values) {
        values.addAll(driving.values());
        String others =
                criteria.stream()
                        .filter(criterion -> !criterion.equals(driving))
                        .map(criterion -> {
                            values.addAll(criterion.values());
                            return " AND " + criterion.test();
                        })
                        .collect(Collectors.joining());
        return "(%s) few CROSS JOIN exchange e ON e.id = few.id%s WHERE e.%s IS NOT NULL%s"
                .formatted(driving.ids(), requests(others), sort.column(), others);
    }

    /// The table of requests, where something is asked of it.
    private static String requests(String tests) {
        return tests.contains("r.") ? " CROSS JOIN request r ON r.id = e.id" : "";
    }

    private Ids sorted(
            List<Criterion> criteria,
            Criterion driving,
            RequestOrder.@Nullable End after,
            int limit) {
        List<Object> values = new ArrayList<>();
        String among = among(criteria, driving, values);
        String query =
                "SELECT e.id, e.%s, 1 FROM %s%s ORDER BY %s LIMIT ?"
                        .formatted(sort.column(), among, behind("e", after, values), inOrder("e"));
        values.add(limit + 1);
        List<Found> found = sql.list(query, this::found, values.toArray());
        return page(found, limit, null);
    }

    private Ids walk(
            List<Criterion> criteria,
            @Nullable Criterion driving,
            RequestOrder.@Nullable End after,
            int limit) {
        List<Criterion> tests =
                criteria.stream().filter(criterion -> !criterion.equals(driving)).toList();
        List<Found> passing = new ArrayList<>();
        RequestOrder.End at = after;
        int step = tests.isEmpty() ? limit + 1 : FIRST_STEP;
        for (int walked = 0; walked < LONGEST_WALK; walked += step) {
            List<Found> some = step(tests, driving, at, step);
            some.stream().filter(Found::passes).forEach(passing::add);
            if (passing.size() > limit || some.size() < step) {
                return page(passing, limit, null);
            }
            at = some.getLast().place;
            step = Math.min(LONGEST_STEP, step * 2);
        }
        return page(passing, limit, at);
    }

    private List<Found> step(
            List<Criterion> tests,
            @Nullable Criterion driving,
            RequestOrder.@Nullable End after,
            int step) {
        List<Object> values = new ArrayList<>();
        String from = "exchange";
        if (driving != null) {
            from = "(" + driving.ids() + ")";
            values.addAll(driving.values());
        }
        String some =
                "SELECT s.id AS id, s.%1$s AS place FROM %2$s s WHERE s.%1$s IS NOT NULL%3$s ORDER BY %4$s LIMIT ?"
                        .formatted(sort.column(), from, behind("s", after, values), inOrder("s"));
        values.add(step);
        if (tests.isEmpty()) {
            return sql.list(
                    "SELECT id, place, 1 FROM (" + some + ")", this::found, values.toArray());
        }
        tests.forEach(test -> values.addAll(test.values()));
        String passes =
                tests.stream()
                        .map(Criterion::test)
                        .collect(Collectors.joining(") AND (", "(", ")"));
        return sql.list(
                "WITH some AS MATERIALIZED (%s) SELECT some.id, some.place, coalesce(%s, 0) FROM some CROSS JOIN exchange e ON e.id = some.id%s ORDER BY %s"
                        .formatted(
                                some,
                                passes,
                                requests(passes),
                                descending
                                        ? "some.place DESC, some.id DESC"
                                        : "some.place, some.id"),
                this::found,
                values.toArray());
    }

    private Found found(RowReader row) {
        long id = row.number();
        Number key = sort == RequestSort.CACHE_RATIO ? (Number) row.real() : (Number) row.number();
        return new Found(new RequestOrder.End(key, id), row.flag());
    }

    private Ids page(List<Found> found, int limit, RequestOrder.@Nullable End walkedTo) {
        List<Long> ids = found.stream().limit(limit).map(one -> one.place.id()).toList();
        return new Ids(ids, found.size() > limit ? found.get(limit - 1).place : walkedTo);
    }

    private String behind(String table, RequestOrder.@Nullable End after, List<Object> values) {
        if (after == null) {
            return "";
        }
        String before = descending ? "<" : ">";
        values.add(after.key());
        if (sort == RequestSort.TIME) {
            return " AND %s.id %s ?".formatted(table, before);
        }
        values.add(after.id());
        return " AND (%1$s.%2$s, %1$s.id) %3$s (?, ?)".formatted(table, sort.column(), before);
    }

    private String inOrder(String table) {
        String direction = descending ? " DESC" : "";
        return sort == RequestSort.TIME
                ? table + ".id" + direction
                : "%1$s.%2$s%3$s, %1$s.id%3$s".formatted(table, sort.column(), direction);
    }
}
