package dev.ccproxy.data.statistics;

import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.data.index.TestIndex;
import dev.ccproxy.exchange.ExchangeId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An index with exchanges that tests put in by hand, in the way of the chapter of conversations.
final class SummedUp implements AutoCloseable {
    private static final long DOLLAR = 1_000_000_000_000L;

    private final TestIndex index;

    SummedUp(Path folder) {
        this.index = new TestIndex(folder.resolve("index.db"), new StatisticsChapter());
        index.write(sql -> {
            sql.update("INSERT INTO session (id, key, project) VALUES (1, 's1', '/shop')");
            sql.update("INSERT INTO session (id, key, project) VALUES (2, 's2', NULL)");
            sql.update(
                    "INSERT INTO conversation (id, key, session, main, system) VALUES (1, 's1', 1,"
                            + " 1, 0)");
            sql.update(
                    "INSERT INTO conversation (id, key, session, main, type, system) VALUES (2,"
                            + " 's1.a', 1, 0, 'Explore', 0)");
            sql.update(
                    "INSERT INTO toolset (id, hash, names) VALUES (1, 1, '[\"Read\",\"Bash\"]')");
        });
    }

    /// An exchange that has ended.
    ///
    /// @param conversation 1 for the main one, 2 for an agent's, null for none
    /// @param millis that it took; the first token came after a tenth of them
    record Ended(
            String at,
            @Nullable Integer conversation,
            String model,
            int status,
            @Nullable String error,
            long millis,
            long output) {
        static Ended at(String time) {
            return new Ended(time, 1, "claude-opus-4-5", 200, null, 2_000, 100);
        }

        Ended model(String changed) {
            return new Ended(at, conversation, changed, status, error, millis, output);
        }

        Ended conversation(@Nullable Integer changed) {
            return new Ended(at, changed, model, status, error, millis, output);
        }

        Ended fails(int changed, @Nullable String type) {
            return new Ended(at, conversation, model, changed, type, millis, output);
        }

        Ended takes(long changed) {
            return new Ended(at, conversation, model, status, error, changed, output);
        }

        long id() {
            return SummedUp.id(at);
        }
    }

    static long id(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time))
                << ExchangeId.WRITER_BITS;
    }

    /// Each reads 1,000 tokens from the cache, writes 10, has 5 of input, cost $1 for its output
    /// and $0.10 to read, saved $0.90 and lost 7 tokens for $0.01.
    SummedUp add(Ended... exchanges) {
        index.write(sql -> {
            for (Ended exchange : exchanges) {
                insert(sql, exchange);
            }
        });
        return this;
    }

    private static void insert(StatementStore sql, Ended exchange) {
        sql.update(
                "INSERT INTO exchange (id, session, conversation, class, started, model, toolset)"
                        + " VALUES (?, 1, ?, ?, 0, ?, 1)",
                exchange.id(),
                exchange.conversation,
                exchange.conversation == null
                        ? "title"
                        : exchange.conversation == 1 ? "main" : "agent",
                exchange.model);
        sql.update(
                "UPDATE exchange SET status = ?, error = ?, outcome = 'completed', duration = ?,"
                        + " first_token = ?, input = 5, cache_read = 1000, cache_write_5m = 10,"
                        + " output = ?, priced_as = model, cost_output = ?, cost_read = ?,"
                        + " cache_saved = ?, cache_surcharge = 0, lost = 7, cache_missed = ? WHERE"
                        + " id = ?",
                exchange.status,
                exchange.error,
                exchange.millis * 1_000,
                exchange.millis * 100,
                exchange.output,
                DOLLAR,
                DOLLAR / 10,
                DOLLAR * 9 / 10,
                DOLLAR / 100,
                exchange.id());
    }

    /// A call in the answer of the exchange that began then.
    SummedUp call(String at, String name, @Nullable String file, long millis, boolean failed) {
        change(
                "INSERT INTO tool_call (session, conversation, exchange, tool_use, name, called,"
                        + " input_size, file, returned, result_size, is_error) VALUES (1, 1, ?,"
                        + " hex(randomblob(8)), ?, 0, 20, ?, ?, 50, ?)",
                id(at),
                name,
                file,
                millis * 1_000,
                failed ? 1 : 0);
        return this;
    }

    void change(String statement, @Nullable Object... values) {
        index.write(sql -> sql.update(statement, values));
    }

    <T> T read(Function<StatementStore, T> question) {
        return index.read(question);
    }

    UsageViewStore usage(StatementStore sql, Periods periods) {
        StatisticsFilter all = new StatisticsFilter(null, null, null, null, null);
        return new UsageViewStore(sql, periods, all.condition());
    }

    @Override
    public void close() {
        index.close();
    }
}
