package dev.ccproxy.bench.store;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.fixtures.traffic.TimedChunk;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.ExchangeStore;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes made-up traffic down as proxy-core would.
final class TrafficEntries {
    private TrafficEntries() {}

    /// Names the exchange after the moment when it was sent.
    static ExchangeId id(TrafficExchange exchange, int writer) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, exchange.sent());
        return new ExchangeId(micros << ExchangeId.WRITER_BITS | writer);
    }

    static List<RecordEntry> entries(TrafficExchange exchange, ExchangeId id) {
        List<RecordEntry> entries = new ArrayList<>();
        String[] target = exchange.target().split("\\?", 2);
        entries.add(
                new RecordEntry.Arrived(
                        id,
                        exchange.sent(),
                        new RequestHead(
                                exchange.method(),
                                target[0],
                                target[1],
                                "HTTP/1.1",
                                headers(exchange.headers())),
                        new Caller(
                                exchange.header("x-claude-code-session-id"),
                                exchange.header("x-claude-code-agent-id"),
                                null,
                                null),
                        "claude-opus-4-9",
                        new Bytes(List.of(exchange.body())),
                        exchange.body().length));
        entries.add(
                new RecordEntry.Answered(
                        id,
                        new ResponseHead(exchange.status(), headers(exchange.answerHeaders())),
                        exchange.timeToFirstByte()));
        for (TimedChunk chunk : exchange.chunks()) {
            entries.add(
                    new RecordEntry.Received(id, chunk.at(), new Bytes(List.of(chunk.bytes()))));
        }
        entries.add(
                new RecordEntry.Ended(
                        id,
                        new Outcome.Completed(),
                        exchange.duration(),
                        exchange.timeToFirstByte(),
                        true));
        return entries;
    }

    /// Lets the store do all that is waiting.
    static void tidy(ExchangeStore store) throws StoreException {
        boolean more = true;
        while (more) {
            more = store.maintain();
        }
    }

    private static Headers headers(List<Map.Entry<String, String>> lines) {
        return new Headers(
                lines.stream().map(line -> new Header(line.getKey(), line.getValue())).toList());
    }
}
