package dev.ccproxy.store;

import static dev.ccproxy.store.Entries.answered;
import static dev.ccproxy.store.Entries.arrived;
import static dev.ccproxy.store.Entries.bytes;
import static dev.ccproxy.store.Entries.ended;
import static dev.ccproxy.store.Entries.received;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store does, wherever it keeps the record.
public abstract class ExchangeStoreContract extends StoreContract {
    @Test
    void keepsEveryDetailOfAnExchange() throws Exception {
        ExchangeId id = Entries.nextId();
        Instant started = Instant.parse("2026-11-22T10:11:12.123456Z");
        Headers headers =
                new Headers(
                        List.of(
                                new Header("X-Repeated", "one"),
                                new Header("x-repeated", "two\\n: \u00e9\r"),
                                new Header("Empty", "")));
        RequestHead head =
                new RequestHead("POST", "/v1/a%20b", "beta=true&x=", "HTTP/1.1", headers);
        Caller caller = new Caller("session-1", "agent-1", "parent-1", "subagent");
        byte[] body = "{\"model\":\"m\"}".getBytes(UTF_8);
        store.write(
                List.of(
                        new RecordEntry.Arrived(
                                id, started, head, caller, "m", bytes(body), body.length),
                        new RecordEntry.Answered(
                                id,
                                new ResponseHead(529, new Headers(List.of(new Header("A", "b")))),
                                Duration.ofNanos(1_234_567)),
                        new RecordEntry.Received(id, Duration.ofMillis(2), bytes("ab", "c")),
                        new RecordEntry.Ended(
                                id,
                                new Outcome.UpstreamError("overloaded_error"),
                                Duration.ofMillis(7),
                                Duration.ofMillis(2),
                                true)));

        Exchange exchange = reader.find(id).orElseThrow();
        assertEquals(id, exchange.id());
        assertEquals(started, exchange.started());
        assertEquals(head, exchange.request());
        assertEquals(caller, exchange.caller());
        assertEquals("m", exchange.model());
        assertEquals(Entries.sha256(body), exchange.requestBody().sha256());
        assertEquals(body.length, exchange.requestBody().size());
        assertTrue(exchange.requestBody().recorded());
        assertEquals(
                new ResponseHead(529, new Headers(List.of(new Header("A", "b")))),
                exchange.response());
        assertEquals(3, exchange.responseBody().size());
        assertEquals(Entries.sha256("abc".getBytes(UTF_8)), exchange.responseBody().sha256());
        assertEquals(Duration.ofNanos(1_234_000), exchange.timings().timeToFirstByte());
        assertEquals(Duration.ofMillis(2), exchange.timings().timeToFirstToken());
        assertEquals(Duration.ofMillis(7), exchange.timings().duration());
        assertEquals(new Outcome.UpstreamError("overloaded_error"), exchange.outcome());
        assertEquals(true, exchange.forwardedUnchanged());
    }

    @Test
    void hasARowAsSoonAsTheRequestArrived() throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(List.of(arrived(id, "s", "hello")));

        Exchange exchange = reader.find(id).orElseThrow();
        assertNull(exchange.outcome());
        assertNull(exchange.response());
        assertNull(exchange.responseBody().sha256());
        assertEquals("hello", text(reader.requestBody(id)));
        assertEquals("", text(reader.responseBody(id)));
    }

    @Test
    void showsWhatCameOfAnAnswerSoFarAndThenAllOfIt() throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(List.of(arrived(id, "s", "{}"), answered(id, 200), received(id, 5, "one ")));
        assertEquals("one ", text(reader.responseBody(id)));

        store.write(List.of(received(id, 6, "two "), received(id, 7, "three ")));
        assertEquals("one two three ", text(reader.responseBody(id)));
        assertEquals("two three ", text(reader.responseBodyFrom(id, 4)));
        assertEquals(14, reader.find(id).orElseThrow().responseBody().size());
        assertEquals(List.of(arrival(5, 4), arrival(6, 4), arrival(7, 6)), reader.arrivals(id));

        store.write(List.of(received(id, 90_000, "four"), ended(id)));
        assertEquals("one two three four", text(reader.responseBody(id)));
        assertEquals("four", text(reader.responseBodyFrom(id, 14)));
        assertEquals("", text(reader.responseBodyFrom(id, 99)));
        assertEquals(
                List.of(arrival(5, 4), arrival(6, 4), arrival(7, 6), arrival(90_000, 4)),
                reader.arrivals(id));
    }

    @Test
    void tellsWhereBytesWereLetGo() throws Exception {
        ExchangeId id = Entries.nextId();
        RecordEntry.Arrived whole = arrived(id, "s", "");
        store.write(
                List.of(
                        new RecordEntry.Arrived(
                                id,
                                whole.started(),
                                whole.request(),
                                whole.caller(),
                                null,
                                null,
                                77),
                        answered(id, 200),
                        received(id, 1, "ab"),
                        new RecordEntry.Missed(id, Duration.ofMillis(2), 1000)));
        store.write(List.of(received(id, 3, "cd"), ended(id)));

        Exchange exchange = reader.find(id).orElseThrow();
        assertEquals(77, exchange.requestBody().size());
        assertFalse(exchange.requestBody().recorded());
        assertNull(exchange.requestBody().sha256());
        assertTrue(reader.requestBody(id).isEmpty());
        assertEquals(1004, exchange.responseBody().size());
        assertFalse(exchange.responseBody().recorded());
        assertNull(exchange.responseBody().sha256());
        assertEquals("abcd", text(reader.responseBody(id)));
        assertEquals(
                List.of(
                        arrival(1, 2),
                        new Arrival(Duration.ofMillis(2), 1000, false),
                        arrival(3, 2)),
                reader.arrivals(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 4_096, 1 << 20, (1 << 20) + 1, 5_000_000})
    void givesBackBodiesOfAnySize(int size) throws Exception {
        byte[] request = random(size, 1);
        byte[] response = random(size, 2);
        ExchangeId id = Entries.nextId();
        store.write(List.of(Entries.arrived(id, "s", bytes(request)), answered(id, 200)));
        int half = size / 2;
        store.write(List.of(Entries.received(id, 1, bytes(response, 0, half))));
        store.write(List.of(Entries.received(id, 2, bytes(response, half, size)), ended(id)));

        assertEquals(Entries.sha256(request), Entries.sha256(reader.requestBody(id)));
        assertEquals(Entries.sha256(response), Entries.sha256(reader.responseBody(id)));
    }

    @Test
    void writesAllEntriesOrNone() throws Exception {
        ExchangeId id = Entries.nextId();
        ExchangeId other = Entries.nextId();
        store.write(List.of(arrived(id, "s", "first")));

        assertThrows(
                StoreException.class,
                () -> store.write(List.of(arrived(other, "s", "x"), arrived(id, "s", "again"))));

        assertTrue(reader.find(other).isEmpty());
        store.write(List.of(answered(id, 200), received(id, 1, "fine"), ended(id)));
        assertEquals("first", text(reader.requestBody(id)));
        assertEquals("fine", text(reader.responseBody(id)));
    }

    @Test
    void passesOverEntriesOfExchangesThatAreNotOnRecord() throws Exception {
        ExchangeId id = Entries.nextId();
        ExchangeId unknown = Entries.nextId();
        store.write(
                List.of(
                        answered(unknown, 200),
                        received(unknown, 1, "x"),
                        ended(unknown),
                        arrived(id, "s", "x")));
        assertTrue(reader.find(unknown).isEmpty());
        assertTrue(reader.find(id).isPresent());
    }

    @Test
    void listsTheNewestFirst() throws Exception {
        List<ExchangeId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ExchangeId id = Entries.nextId();
            ids.addFirst(id);
            store.write(List.of(arrived(id, "s" + i % 2, "body " + i)));
        }
        assertEquals(ids.subList(0, 2), ids(reader.newest(null, 2)));
        assertEquals(ids.subList(2, 5), ids(reader.newest(ids.get(1), 9)));
    }

    @Test
    void tellsWhatChanged() throws Exception {
        ExchangeId first = Entries.nextId();
        ExchangeId second = Entries.nextId();
        long version = reader.version();
        assertEquals(version, reader.version());
        store.write(List.of(arrived(first, "s", "1"), arrived(second, "s", "2")));
        assertNotEquals(version, reader.version());

        List<Change> changes = reader.changesAfter(0, 10);
        assertEquals(List.of(first, second), changed(changes));
        assertEquals(List.of(first), changed(reader.changesAfter(0, 1)));

        store.write(List.of(answered(first, 200), ended(first)));
        long known = changes.getLast().revision();
        List<Change> later = reader.changesAfter(known, 10);
        assertEquals(List.of(first), changed(later));
        assertTrue(later.getFirst().revision() > known);
        assertEquals(List.of(second, first), changed(reader.changesAfter(0, 10)));
        assertEquals(List.of(), reader.changesAfter(later.getFirst().revision(), 10));
    }

    @Test
    void recordsGaps() throws Exception {
        Instant from = Instant.parse("2026-01-01T00:00:00.000001Z");
        RecordEntry.Gap gap = new RecordEntry.Gap(from, from.plusSeconds(3), 4, 5, "queue full");
        store.write(List.of(gap));
        assertEquals(List.of(gap), reader.gaps(10));
    }

    @Test
    void endsWhatADeadProcessLeftInFlightAndNothingElse() throws Exception {
        ExchangeId left = Entries.nextId();
        ExchangeId own = Entries.nextId();
        store.write(List.of(arrived(own, "s", "own")));
        ExchangeStore other = newStore();
        other.write(List.of(arrived(left, "s", "left"), answered(left, 200)));
        other.write(List.of(received(left, 7, "half an ans")));
        assertNotEquals(store.writer(), other.writer());
        assertEquals(0, store.closeAbandoned());

        other.close();

        assertEquals(1, store.closeAbandoned());
        assertEquals(0, store.closeAbandoned());
        Exchange exchange = reader.find(left).orElseThrow();
        assertEquals(new Outcome.Abandoned(), exchange.outcome());
        assertEquals(Duration.ofMillis(7), exchange.timings().duration());
        assertEquals("half an ans", text(reader.responseBody(left)));
        assertNull(reader.find(own).orElseThrow().outcome());
    }

    @Test
    void letsTwoProcessesWriteTheSameSession() throws Exception {
        List<ExchangeId> ids = new ArrayList<>();
        try (ExchangeStore other = newStore()) {
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                ExchangeId id = Entries.nextId();
                ids.add(id);
                body.append("piece ").append(i);
                ExchangeStore one = i % 2 == 0 ? store : other;
                one.write(List.of(arrived(id, "s", body.toString()), answered(id, 200)));
                one.write(List.of(received(id, 1, "answer " + i), ended(id)));
            }
        }
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            body.append("piece ").append(i);
            assertEquals(body.toString(), text(reader.requestBody(ids.get(i))));
            assertEquals("answer " + i, text(reader.responseBody(ids.get(i))));
        }
    }

    @Test
    void findsEverythingAfterAllWasTidiedUpAndReopened() throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(List.of(arrived(id, "s", "body"), answered(id, 200), received(id, 1, "x")));
        store.write(List.of(ended(id)));
        store.close();
        store = newStore();
        while (store.maintain()) {
            assertEquals("body", text(reader.requestBody(id)));
        }
        assertEquals("body", text(reader.requestBody(id)));
        assertEquals("x", text(reader.responseBody(id)));
        assertEquals(
                Entries.answered(id, 200).response(), reader.find(id).orElseThrow().response());
    }

    private static List<ExchangeId> changed(List<Change> changes) {
        return changes.stream()
                .map(change ->
                        switch (change) {
                            case Change.Written written -> written.exchange().id();
                            case Change.Unreadable unreadable -> unreadable.id();
                            case Change.Deleted deleted -> deleted.id();
                        })
                .toList();
    }

    private static Arrival arrival(long millis, long size) {
        return new Arrival(Duration.ofMillis(millis), size, true);
    }

    @Test
    void givesWhatIsTheSameInRequestsTheSameAddress() throws Exception {
        ExchangeId first = Entries.nextId();
        ExchangeId second = Entries.nextId();
        String mark = ",\"cache_control\":{\"type\":\"ephemeral\"}";
        String hello = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hello\"%s}]}";
        String answer = ",{\"role\":\"assistant\",\"content\":\"hi\"}";
        String tool = "{\"name\":\"Read\",\"description\":\"" + "reads ".repeat(60) + "\"%s}";
        String tail =
                "],\"tools\":[" + tool + "," + tool.replace("Read", "Edit") + "],\"stream\":true}";
        store.write(
                List.of(
                        arrived(
                                first,
                                "s",
                                "{\"messages\":["
                                        + hello.formatted(mark)
                                        + tail.formatted(mark, "")),
                        ended(first),
                        arrived(
                                second,
                                "s",
                                "{\"messages\":["
                                        + hello.formatted("")
                                        + answer
                                        + tail.formatted("", mark)),
                        ended(second)));

        List<StoredElement> one = reader.requestElements(first).orElseThrow();
        List<StoredElement> two = reader.requestElements(second).orElseThrow();

        String[] edges = tail.split("\\{.*}(?=])", -1);
        assertEquals(
                List.of(
                        "{\"messages\":[",
                        hello.formatted(""),
                        edges[0],
                        tool.formatted(""),
                        "," + tool.replace("Read", "Edit").formatted(""),
                        edges[1]),
                texts(one));
        assertEquals(answer, texts(two).get(2));
        assertEquals(one, two.stream().filter(element -> !element.equals(two.get(2))).toList());
    }

    @Test
    void givesTheElementsOfEveryRequestOfASession() throws Exception {
        List<ExchangeId> ids = new ArrayList<>();
        StringBuilder messages = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            messages.append(i == 0 ? "" : ",").append("{\"role\":\"user\",\"content\":\"");
            messages.append("some more text ".repeat(i * 200)).append(i).append("\"}");
            ids.add(Entries.nextId());
            String body = "{\"messages\":[" + messages + "],\"max_tokens\":" + i + "}";
            store.write(List.of(arrived(ids.getLast(), "s", body), ended(ids.getLast())));
            if (i % 20 == 0) {
                assertEquals(body, String.join("", texts(elements(ids.getLast()))));
            }
        }

        for (ExchangeId id : ids) {
            List<StoredElement> elements = elements(id);
            String body = new String(reader.requestBody(id).orElseThrow().toByteArray(), UTF_8);
            assertEquals(body, String.join("", texts(elements)));
            assertEquals(ids.indexOf(id) + 3, elements.size());
        }
    }

    @Test
    void givesNoElementsOfWhatIsNotOnRecord() throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(List.of(arrived(id, "s", "no JSON"), ended(id)));

        assertEquals(List.of("no JSON"), texts(elements(id)));
        assertEquals(Optional.empty(), reader.requestElements(Entries.nextId()));
    }
}
