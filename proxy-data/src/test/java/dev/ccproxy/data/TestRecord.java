package dev.ccproxy.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.Deletion;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// Writes a record as proxy-core does, for tests to read.
public final class TestRecord implements AutoCloseable {
    private static final AtomicLong CLOCK = new AtomicLong(1_790_000_000_000_000L);

    private final SqliteExchangeStore store;

    public TestRecord(Path file) {
        this.store = new SqliteExchangeStore(file);
    }

    /// The record of the service under test.
    public static TestRecord open() {
        return new TestRecord(
                ConfigProvider.getConfig().getValue("proxy-data.recording.path", Path.class));
    }

    /// A request that has arrived.
    public static Arrival arrival() {
        return new Arrival(
                nextId(), "/v1/messages", Caller.UNKNOWN, "claude-test", List.of(), "{}");
    }

    /// An id that is later than all before.
    public static ExchangeId nextId() {
        return new ExchangeId(CLOCK.addAndGet(1_000) << ExchangeId.WRITER_BITS);
    }

    /// Makes these entries durable.
    public void write(RecordEntry... entries) {
        try {
            store.write(List.of(entries));
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    /// Deletes exchanges for good.
    public void delete(Selection selection) {
        try {
            Deletion deletion = store.delete(selection);
            while (!deletion.erased().toCompletableFuture().isDone()) {
                store.maintain();
            }
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    /// A finished exchange with this answer.
    public ExchangeId add(Arrival arrival, int status, String answer) {
        write(
                arrival.entry(),
                answered(arrival.id(), status),
                received(arrival.id(), 20, answer),
                ended(arrival.id(), new Outcome.Completed()));
        return arrival.id();
    }

    public static RecordEntry answered(ExchangeId id, int status, Header... headers) {
        return new RecordEntry.Answered(
                id, new ResponseHead(status, new Headers(List.of(headers))), Duration.ofMillis(10));
    }

    public static RecordEntry received(ExchangeId id, long millis, String text) {
        return received(id, millis, text.getBytes(UTF_8));
    }

    public static RecordEntry received(ExchangeId id, long millis, byte[] bytes) {
        return new RecordEntry.Received(id, Duration.ofMillis(millis), new Bytes(List.of(bytes)));
    }

    public static RecordEntry ended(ExchangeId id, Outcome outcome) {
        return new RecordEntry.Ended(
                id, outcome, Duration.ofMillis(30), Duration.ofMillis(15), true);
    }

    @Override
    public void close() {
        store.close();
    }

    /// A request, to be changed where a test cares.
    public record Arrival(
            ExchangeId id,
            String path,
            Caller caller,
            @Nullable String model,
            List<Header> headers,
            String body) {
        public Arrival path(String changed) {
            return new Arrival(id, changed, caller, model, headers, body);
        }

        public Arrival caller(Caller changed) {
            return new Arrival(id, path, changed, model, headers, body);
        }

        public Arrival model(String changed) {
            return new Arrival(id, path, caller, changed, headers, body);
        }

        public Arrival headers(Header... changed) {
            return new Arrival(id, path, caller, model, List.of(changed), body);
        }

        public Arrival body(String changed) {
            return new Arrival(id, path, caller, model, headers, changed);
        }

        public Instant started() {
            return Instant.EPOCH.plus(id.value() >> ExchangeId.WRITER_BITS, ChronoUnit.MICROS);
        }

        public RecordEntry entry() {
            byte[] bytes = body.getBytes(UTF_8);
            return new RecordEntry.Arrived(
                    id,
                    started(),
                    new RequestHead("POST", path, "beta=true", "HTTP/1.1", new Headers(headers)),
                    caller,
                    model,
                    new Bytes(List.of(bytes)),
                    bytes.length);
        }
    }
}
