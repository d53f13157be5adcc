package dev.ccproxy.data.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ccproxy.data.index.Chapter;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.data.index.TestIndex;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// So many exchanges that lists of them are walked and not sorted: number n has the id n, costs n
/// modulo 977 and takes n modulo 311; every fifth has not ended; every tenth is an agent's, every
/// hundredth failed, every fiftieth went to another provider.
class RequestIdStoreTest {
    private static final int EXCHANGES = 12_000;
    private static final int LIMIT = 500;

    @TempDir private static @Nullable Path folder;

    private static @Nullable TestIndex index;

    private static final class Filled implements Chapter {
        @Override
        public void opened(StatementStore sql) {
            sql.update("INSERT INTO session (id, key, exchanges) VALUES (1, 's1', ?)", EXCHANGES);
            sql.update(
                    "INSERT INTO target (id, method, path, query) VALUES (1, 'POST', '/v1', '')");
            sql.update(
                    "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)"
                            + " INSERT INTO exchange (id, session, class, started, model, status,"
                            + " outcome, duration, priced_as, cost_input, provider) SELECT n, 1, iif(n % 10 = 0,"
                            + " 'agent', 'main'), n, 'm', iif(n % 100 = 0, 529, 200), iif(n % 5 = 0,"
                            + " NULL, 'completed'), iif(n % 5 = 0, NULL, n % 311), 'm', n % 977,"
                            + " iif(n % 50 = 0, 'openai', 'anthropic')"
                            + " FROM n",
                    EXCHANGES);
            sql.update(
                    "INSERT INTO request (id, target, request_bytes, response_bytes) SELECT id, 1,"
                            + " 0, 0 FROM exchange");
        }

        @Override
        public void index(StatementStore sql, ExchangeReader record, List<Change> changes) {}
    }

    @BeforeAll
    static void fill() {
        if (folder != null) {
            index = new TestIndex(folder.resolve("index.db"), new Filled());
        }
    }

    @AfterAll
    static void close() {
        if (index != null) {
            index.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "time, desc, ''", "time, asc, ''", "time, desc, main", "time, asc, agent",
        "cost, desc, ''", "cost, asc, main", "cost, desc, main", "cost, desc, agent",
        "duration, desc, ''", "duration, asc, main", "duration, desc, agent",
    })
    void givesEverythingOnceAndInOrder(String sort, String order, String kind) {
        LongFunction<Long> key =
                n ->
                        switch (sort) {
                            case "cost" -> n % 977;
                            case "duration" -> n % 311;
                            default -> n;
                        };
        Comparator<Long> ascending =
                Comparator.comparing((Long n) -> key.apply(n)).thenComparing(n -> n);
        List<Long> expected =
                LongStream.rangeClosed(1, EXCHANGES)
                        .filter(n -> kind.isEmpty() || kind.equals("agent") == (n % 10 == 0))
                        .filter(n -> !sort.equals("duration") || n % 5 != 0)
                        .boxed()
                        .sorted(order.equals("asc") ? ascending : ascending.reversed())
                        .toList();

        assertEquals(expected, all(sort, order, filter(kind, null)));
    }

    @Test
    void combinesWhatFewAndWhatManyHaveInCommon() {
        List<Long> expected =
                LongStream.rangeClosed(1, EXCHANGES).filter(n -> n % 100 == 0).boxed().toList();

        assertEquals(expected, all("time", "asc", filter("agent", "5xx")));
        assertEquals(List.of(), all("cost", "desc", filter("main", "529")));
    }

    @ParameterizedTest
    @CsvSource({"time, openai", "cost, openai", "time, anthropic", "cost, anthropic"})
    void findsWhatWentToAProvider(String sort, String provider) {
        List<Long> expected =
                LongStream.rangeClosed(1, EXCHANGES)
                        .filter(n -> provider.equals("openai") == (n % 50 == 0))
                        .boxed()
                        .sorted(
                                Comparator.comparingLong(
                                                (Long n) -> sort.equals("cost") ? n % 977 : n)
                                        .thenComparing(n -> n))
                        .toList();

        assertEquals(expected, all(sort, "asc", ofProvider(provider)));
    }

    @Test
    void countsWhereThatIsCheap() {
        assertEquals(EXCHANGES, total("time", filter("", null)));
        assertEquals(120L, total("time", filter("", "5xx")));
        assertEquals(240L, total("time", ofProvider("openai")));
        assertEquals(120L, total("cost", filter("agent", "5xx")));
        assertNull(total("cost", filter("main", null)));
    }

    private static @Nullable Long total(String sort, ExchangeFilter filter) {
        RequestOrder order = new RequestOrder(sort, "desc", null);
        return read(sql ->
                        Optional.ofNullable(
                                new RequestIdStore(sql, order)
                                        .total(new CriterionStore(sql).criteria(filter))))
                .orElse(null);
    }

    private static List<Long> all(String sort, String order, ExchangeFilter filter) {
        List<Long> found = new ArrayList<>();
        String next = null;
        do {
            RequestOrder asked = new RequestOrder(sort, order, next);
            RequestIdStore.Ids page =
                    read(sql ->
                            new RequestIdStore(sql, asked)
                                    .page(
                                            new CriterionStore(sql).criteria(filter),
                                            asked.end(),
                                            LIMIT));
            found.addAll(page.ids());
            RequestOrder.End end = page.end();
            next = end == null ? null : end.text(asked.by());
        } while (next != null);
        return found;
    }

    private static <T> T read(Function<StatementStore, T> question) {
        TestIndex filled = index;
        if (filled == null) {
            throw new AssertionError("there is no index");
        }
        return filled.read(question);
    }

    private static ExchangeFilter ofProvider(String provider) {
        return new ExchangeFilter(
                null, null, null, null, null, null, null, null, null, provider, null, null, null);
    }

    private static ExchangeFilter filter(String kind, @Nullable String status) {
        return new ExchangeFilter(
                status, null, null, null, null, null, null, kind, null, null, null, null, null);
    }
}
