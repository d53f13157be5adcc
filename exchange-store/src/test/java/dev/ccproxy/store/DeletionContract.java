package dev.ccproxy.store;

import static dev.ccproxy.store.Entries.answered;
import static dev.ccproxy.store.Entries.arrived;
import static dev.ccproxy.store.Entries.bytes;
import static dev.ccproxy.store.Entries.ended;
import static dev.ccproxy.store.Entries.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How every store deletes.
public abstract class DeletionContract extends StoreContract {
    @Test
    void deletesOneExchangeAndTellsReaders() throws Exception {
        List<ExchangeId> ids = conversation("s", 5);
        long known = reader.changesAfter(0, 100).getLast().revision();

        Deletion deletion = erase(new Selection.One(ids.get(2)));

        assertEquals(1, deletion.exchanges());
        assertTrue(reader.find(ids.get(2)).isEmpty());
        assertTrue(reader.requestBody(ids.get(2)).isEmpty());
        Change change = reader.changesAfter(known, 100).getFirst();
        assertEquals(new Change.Deleted(change.revision(), ids.get(2)), change);
        for (int i : List.of(0, 1, 3, 4)) {
            assertEquals(conversationBody(i), text(reader.requestBody(ids.get(i))));
            assertEquals("answer " + i, text(reader.responseBody(ids.get(i))));
        }
    }

    @Test
    void deletesASessionAndGoesOnRecordingIt() throws Exception {
        List<ExchangeId> gone = conversation("gone", 5);
        List<ExchangeId> kept = conversation("kept", 5);

        assertEquals(5, erase(new Selection.Session("gone")).exchanges());

        List<ExchangeId> later = conversation("gone", 2);
        assertEquals(0, erase(new Selection.Session("unknown")).exchanges());
        for (ExchangeId id : gone) {
            assertTrue(reader.find(id).isEmpty());
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(conversationBody(i), text(reader.requestBody(kept.get(i))));
        }
        assertEquals(conversationBody(1), text(reader.requestBody(later.get(1))));
    }

    @Test
    void deletesATimeRange() throws Exception {
        List<ExchangeId> ids = conversation("s", 6);
        Instant from = reader.find(ids.get(1)).orElseThrow().started();
        Instant until = reader.find(ids.get(4)).orElseThrow().started();

        assertEquals(3, erase(new Selection.Started(from, until)).exchanges());

        assertEquals(List.of(ids.get(5), ids.get(4), ids.get(0)), ids(reader.newest(null, 10)));
        assertEquals(conversationBody(5), text(reader.requestBody(ids.get(5))));
        assertEquals(conversationBody(0), text(reader.requestBody(ids.get(0))));
    }

    @Test
    void deletesEverythingEvenInFlightAndPassesOverWhatStillComes() throws Exception {
        conversation("a", 3);
        ExchangeId open = Entries.nextId();
        store.write(List.of(arrived(open, "b", "x"), answered(open, 200), received(open, 1, "y")));

        assertEquals(4, erase(new Selection.Everything()).exchanges());

        store.write(List.of(received(open, 2, "z"), ended(open)));
        assertEquals(List.of(), reader.newest(null, 10));
        List<ExchangeId> later = conversation("a", 2);
        assertEquals(conversationBody(1), text(reader.requestBody(later.get(1))));
    }

    @Test
    void keepsNothingThatIsTooOld() throws Exception {
        List<ExchangeId> ids = conversation("s", 3);
        store.retain(new Retention(Duration.ofDays(36_500), null));
        tidy();
        assertEquals(3, reader.newest(null, 10).size());

        store.retain(new Retention(Duration.ZERO, null));
        ExchangeId future = new ExchangeId(ids.getLast().value() * 2);
        store.write(List.of(arrived(future, "s", "from the future")));
        tidy();
        assertEquals(List.of(future), ids(reader.newest(null, 10)));
    }

    @Test
    void keepsNoMoreBytesThanAskedFor() throws Exception {
        for (int i = 0; i < 200; i++) {
            ExchangeId id = Entries.nextId();
            Bytes body = bytes(random(10_000, i));
            store.write(List.of(Entries.arrived(id, "s" + i, body), answered(id, 200), ended(id)));
        }
        store.retain(new Retention(null, 1_000_000L));
        tidy();
        List<Exchange> left = reader.newest(null, 1_000);
        assertTrue(left.size() > 20 && left.size() < 100, "left: " + left.size());
        assertTrue(reader.requestBody(left.getLast().id()).isPresent());
    }

    /// Readers remember what they have read.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesNothingOfWhatWasDeletedInPlaceOfWhatCame(boolean packed) throws Exception {
        List<StoredElement> gone = new ArrayList<>();
        for (ExchangeId id : alike("a", packed)) {
            gone.addAll(elements(id));
            texts(elements(id));
            reader.responseBody(id);
        }
        erase(new Selection.Everything());

        for (ExchangeId id : alike("b", packed)) {
            String body = requestOf("b");
            assertEquals(body, text(reader.requestBody(id)));
            assertEquals(body, String.join("", texts(elements(id))));
            assertEquals("b".repeat(900), text(reader.responseBody(id)));
            assertTrue(Collections.disjoint(gone, elements(id)));
        }
    }

    private List<ExchangeId> conversation(String session, int turns) throws StoreException {
        List<ExchangeId> ids = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            ExchangeId id = Entries.nextId();
            ids.add(id);
            store.write(List.of(arrived(id, session, conversationBody(i)), answered(id, 200)));
            store.write(List.of(received(id, 1, "answer " + i), ended(id)));
        }
        return ids;
    }

    private static String conversationBody(int turn) {
        StringBuilder body = new StringBuilder("{\"model\":\"m\",\"messages\":[");
        for (int i = 0; i <= turn; i++) {
            String mark = i == turn ? ",\"cache_control\":{\"type\":\"ephemeral\"}" : "";
            body.append(i == 0 ? "" : ",");
            body.append("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"turn ");
            body.append(i).append(" of many\"").append(mark).append("}]}");
        }
        return body.append("],\"system\":[{\"type\":\"text\",\"text\":\"")
                .append("be good ".repeat(60))
                .append("\"}]}")
                .toString();
    }

    private Deletion erase(Selection selection) throws StoreException {
        Deletion deletion = store.delete(selection);
        tidy();
        assertTrue(deletion.erased().toCompletableFuture().isDone());
        return deletion;
    }

    private void tidy() throws StoreException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (store.maintain()) {
            assertTrue(System.nanoTime() < deadline, "still not done");
        }
    }

    /// Exchanges of two sessions that differ from others in letters alone.
    private List<ExchangeId> alike(String letter, boolean packed) throws StoreException {
        List<ExchangeId> ids = List.of(Entries.nextId(), Entries.nextId());
        for (int i = 0; i < ids.size(); i++) {
            ExchangeId id = ids.get(i);
            store.write(
                    List.of(
                            arrived(id, "session " + letter + i, requestOf(letter)),
                            answered(id, 200),
                            received(id, 1, letter.repeat(900)),
                            ended(id)));
        }
        if (packed) {
            tidy();
        }
        return ids;
    }

    private static String requestOf(String letter) {
        String text = letter.repeat(3_000);
        return """
        {"system":[{"type":"text","text":"%s"}],"tools":[{"name":"%s"}],\
        "messages":[{"role":"user","content":"%s"}]}\
        """
                .formatted(text, letter, text);
    }
}
