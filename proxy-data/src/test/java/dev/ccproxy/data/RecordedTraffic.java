package dev.ccproxy.data;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import dev.ccproxy.store.RecordEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Made-up traffic as proxy-core would record it.
public final class RecordedTraffic {
    private final int writer;

    /// @param writer tells its exchanges from those that others send at the same time, 0 to 2047
    public RecordedTraffic(int writer) {
        this.writer = writer;
    }

    /// The id that an exchange gets: that of the time when it is sent.
    public ExchangeId id(TrafficExchange exchange) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, exchange.sent());
        return new ExchangeId(micros << ExchangeId.WRITER_BITS | writer);
    }

    /// What is written when the request comes.
    public RecordEntry arrived(TrafficExchange exchange) {
        String[] target = exchange.target().split("\\?", 2);
        RequestHead head =
                new RequestHead(
                        exchange.method(),
                        target[0],
                        target.length > 1 ? target[1] : null,
                        "HTTP/1.1",
                        headers(exchange.headers()));
        Caller caller =
                new Caller(
                        exchange.header("x-claude-code-session-id"),
                        exchange.header("x-claude-code-agent-id"),
                        exchange.header("x-claude-code-parent-agent-id"),
                        exchange.header("x-claude-code-request-class"));
        return new RecordEntry.Arrived(
                id(exchange),
                exchange.sent(),
                head,
                caller,
                model(exchange),
                new Bytes(List.of(exchange.body())),
                exchange.body().length);
    }

    private static String model(TrafficExchange exchange) {
        String beginning = new String(exchange.body(), 0, 60, UTF_8);
        return beginning.split("\"", -1)[3];
    }

    /// What is written after that, up to the exchange's end.
    public List<RecordEntry> answered(TrafficExchange exchange) {
        ExchangeId id = id(exchange);
        List<RecordEntry> entries = new ArrayList<>();
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
                        Duration.ofSeconds(2),
                        exchange.timeToFirstByte(),
                        true));
        return entries;
    }

    private static Headers headers(List<Map.Entry<String, String>> lines) {
        return new Headers(
                lines.stream().map(line -> new Header(line.getKey(), line.getValue())).toList());
    }

    /// Writes these exchanges, one after the other.
    public void record(TestRecord record, List<TrafficExchange> exchanges) {
        for (TrafficExchange exchange : exchanges) {
            List<RecordEntry> entries = new ArrayList<>(List.of(arrived(exchange)));
            entries.addAll(answered(exchange));
            record.write(entries.toArray(RecordEntry[]::new));
        }
    }
}
