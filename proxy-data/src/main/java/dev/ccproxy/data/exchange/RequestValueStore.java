package dev.ccproxy.data.exchange;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which values occur, found by leaping from one to the next in an index.
final class RequestValueStore {
    private static final int MOST = 500;

    private final StatementStore sql;

    RequestValueStore(StatementStore sql) {
        this.sql = sql;
    }

    RequestValues values() {
        return new RequestValues(
                different("exchange", "model", "", RowReader::text),
                different("exchange", "status", " AND status <> 200", RowReader::number),
                Stream.concat(
                                Stream.of("main"),
                                different(
                                        "exchange",
                                        "class",
                                        " AND class <> 'main'",
                                        RowReader::text)
                                        .stream())
                        .toList(),
                sql.list(
                        "SELECT DISTINCT "
                                + CriterionStore.AGENT_TYPE
                                + " AS type FROM conversation c WHERE c.main = 0 ORDER BY type"
                                + " LIMIT "
                                + MOST,
                        RowReader::text),
                different("tool_call", "name", "", RowReader::text),
                Stream.concat(
                                Stream.of("anthropic"),
                                different(
                                        "exchange",
                                        "provider",
                                        " AND provider <> 'anthropic'",
                                        RowReader::text)
                                        .stream())
                        .toList());
    }

    private <T> List<T> different(
            String table, String column, String condition, Function<RowReader, T> read) {
        return sql.list(
                ("WITH RECURSIVE one(value) AS (SELECT min(%2$s) FROM %1$s WHERE %2$s IS NOT NULL%3$s"
                                + " UNION ALL SELECT (SELECT min(%2$s) FROM %1$s WHERE %2$s >"
                                + " one.value%3$s) FROM one WHERE one.value IS NOT NULL LIMIT %4$d)"
                                + " SELECT value FROM one WHERE value IS NOT NULL")
                        .formatted(table, column, condition, MOST),
                read);
    }
}
