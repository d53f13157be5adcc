package dev.ccproxy.data.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.conversation.Indexed;
import dev.ccproxy.data.index.Chapter;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.fixtures.traffic.Traffic;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The index is made of a record, and ended amid a transaction and begun again on the way.
class InterruptedTest {
    private static final List<TrafficExchange> TRAFFIC = Traffic.sessions(11, 2, 25).toList();
    private static final int EVERYTHING = 100_000;
    private static final List<String> TABLES =
            List.of(
                    "usage_block",
                    "tool_usage_block",
                    "error_block",
                    "timing_block",
                    "tool_block",
                    "tool_time_block",
                    "file_block",
                    "rate_limit",
                    "stale_slot");

    @TempDir private Path folder;

    /// Fails after everything else has been done for the second batch that it sees.
    private static final class Ending implements Chapter {
        private int batches;

        @Override
        public void index(StatementStore sql, ExchangeReader record, List<Change> changes) {
            batches++;
            if (batches == 2) {
                throw new IllegalStateException("this is the end");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 30})
    void sumsAreThoseOfAnIndexThatWasMadeAtOnce(int batch) {
        Map<String, List<String>> sums = new TreeMap<>();
        int interruptions = 0;
        while (sums.isEmpty()) {
            try (Indexed indexed = open("interrupted", new Ending())) {
                if (interruptions == 0) {
                    indexed.record(TRAFFIC);
                }
                try {
                    indexed.follow(batch);
                    sums.putAll(sums(indexed));
                } catch (IllegalStateException end) {
                    interruptions++;
                }
            }
        }

        assertTrue(interruptions > 0, "nothing was interrupted");
        try (Indexed atOnce = open("at-once")) {
            atOnce.record(TRAFFIC);
            atOnce.follow(EVERYTHING);
            Map<String, List<String>> expected = sums(atOnce);
            assertNotEquals(List.of(), expected.get("usage_block"));
            TABLES.forEach(table -> assertEquals(expected.get(table), sums.get(table), table));
        }
    }

    /// What is noted as changed while nothing follows is summed up by whoever opens the index next.
    @Test
    void whatWasLeftToBeSummedUpIsSummedUpWhenTheIndexIsOpened() {
        Map<String, List<String>> expected;
        try (Indexed indexed = open("left", new Ending())) {
            indexed.add(TRAFFIC);
            expected = sums(indexed);
        }
        try (Indexed indexed =
                open(
                        "left",
                        new Chapter() {
                            @Override
                            public void opened(StatementStore sql) {
                                sql.update("DELETE FROM usage_block WHERE span = 1");
                                sql.update(
                                        "INSERT INTO stale_slot SELECT DISTINCT (id >> 11) /"
                                                + " 900000000 FROM exchange");
                            }

                            @Override
                            public void index(
                                    StatementStore sql,
                                    ExchangeReader record,
                                    List<Change> changes) {}
                        })) {
            assertNotEquals(List.of(), sums(indexed).get("stale_slot"));
        }
        try (Indexed indexed = open("left")) {
            assertEquals(expected, sums(indexed));
        }
    }

    private Indexed open(String name, Chapter... more) {
        Path place = folder.resolve(name);
        assertTrue(place.toFile().isDirectory() || place.toFile().mkdir());
        return more.length == 0
                ? new Indexed(place, new StatisticsChapter())
                : new Indexed(place, new StatisticsChapter(), more[0]);
    }

    private static Map<String, List<String>> sums(Indexed indexed) {
        return indexed.read(sql ->
                TABLES.stream()
                        .collect(
                                Collectors.toMap(
                                        table -> table, table -> rows(sql, table), (a, b) -> a)));
    }

    private static List<String> rows(StatementStore sql, String table) {
        String columns =
                sql
                        .list(
                                "SELECT 'quote(' || name || ')' FROM pragma_table_info('%s')"
                                        .formatted(table),
                                RowReader::text)
                        .stream()
                        .collect(Collectors.joining(" || ' ' || "));
        return sql.list("SELECT " + columns + " FROM " + table + " ORDER BY 1", RowReader::text);
    }
}
