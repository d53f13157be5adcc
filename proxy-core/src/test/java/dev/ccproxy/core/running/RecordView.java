package dev.ccproxy.core.running;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.Route;
import dev.ccproxy.exchange.RouteEnding;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The record as another process reads it, from a chosen moment on.
final class RecordView implements AutoCloseable {
    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExchangeReader reader;
    private ExchangeId begin = new ExchangeId(0);

    private RecordView(ExchangeReader reader) {
        this.reader = reader;
    }

    static RecordView of(Path database) {
        return new RecordView(new SqliteExchangeReader(database));
    }

    /// Leaves out what began before this moment.
    void beginHere() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        begin = new ExchangeId(micros << ExchangeId.WRITER_BITS);
    }

    /// All exchanges, the oldest first.
    List<Exchange> all() throws StoreException {
        List<Exchange> found = new ArrayList<>();
        @Nullable ExchangeId before = null;
        while (true) {
            for (Exchange exchange : reader.newest(before, PAGE)) {
                if (exchange.id().compareTo(begin) < 0) {
                    return found.reversed();
                }
                found.add(exchange);
            }
            ExchangeId last = found.isEmpty() ? null : found.getLast().id();
            if (last == null || last.equals(before)) {
                return found.reversed();
            }
            before = last;
        }
    }

    /// Waits until there are so many exchanges and all of them have ended.
    List<Exchange> awaitEnded(int count) {
        return Eventually.see(
                PATIENCE,
                "the record of " + count + " ended exchanges",
                this::all,
                all -> all.size() == count && all.stream().allMatch(e -> e.outcome() != null));
    }

    /// Waits until there is exactly one exchange and it has ended.
    Exchange awaitOne() {
        return awaitEnded(1).getFirst();
    }

    /// Waits until there is exactly one exchange and it has ended, and tells how.
    Outcome awaitOutcome() {
        Outcome outcome = awaitOne().outcome();
        if (outcome == null) {
            throw new AssertionError("an ended exchange has an outcome");
        }
        return outcome;
    }

    /// When recording failed, the newest first.
    List<RecordEntry.Gap> gaps() throws StoreException {
        return reader.gaps(PAGE);
    }

    /// The head of the answer that an exchange must have.
    static ResponseHead answer(Exchange exchange) {
        return Objects.requireNonNull(exchange.response(), "no answer is on record");
    }

    byte[] requestBody(Exchange exchange) {
        try {
            return join(reader.requestBody(exchange.id()).orElseThrow());
        } catch (StoreException e) {
            throw new AssertionError("a request's body cannot be read", e);
        }
    }

    byte[] responseBody(Exchange exchange) {
        try {
            return join(reader.responseBody(exchange.id()).orElseThrow());
        } catch (StoreException e) {
            throw new AssertionError("a response's body cannot be read", e);
        }
    }

    /// The route that an exchange must have, once it is known what came of it.
    static Route route(Exchange exchange) {
        return Objects.requireNonNull(exchange.route(), "no route is on record");
    }

    static RouteEnding routeEnding(Exchange exchange) {
        return Objects.requireNonNull(route(exchange).ending(), "it is not told what came of it");
    }

    byte[] providerRequestBody(Exchange exchange) {
        try {
            return join(reader.providerRequestBody(exchange.id()).orElseThrow());
        } catch (StoreException e) {
            throw new AssertionError("what a provider was sent cannot be read", e);
        }
    }

    byte[] providerResponseBody(Exchange exchange) {
        try {
            return join(reader.providerResponseBody(exchange.id()).orElseThrow());
        } catch (StoreException e) {
            throw new AssertionError("what a provider answered cannot be read", e);
        }
    }

    private static byte[] join(Bytes bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        bytes.slices().forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Override
    public void close() {
        reader.close();
    }
}
