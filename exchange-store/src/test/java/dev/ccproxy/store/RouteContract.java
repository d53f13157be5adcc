package dev.ccproxy.store;

import static dev.ccproxy.store.Entries.answered;
import static dev.ccproxy.store.Entries.arrived;
import static dev.ccproxy.store.Entries.bytes;
import static dev.ccproxy.store.Entries.ended;
import static dev.ccproxy.store.Entries.providerReceived;
import static dev.ccproxy.store.Entries.received;
import static dev.ccproxy.store.Entries.routeEnded;
import static dev.ccproxy.store.Entries.routed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Route;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store does with the provider's side of exchanges that were routed.
public abstract class RouteContract extends StoreContract {
    private static final String SENT =
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}";

    @Test
    void keepsBothSides() throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(
                List.of(
                        arrived(id, "s", "asked"),
                        routed(id, bytes(SENT), SENT.length()),
                        providerReceived(id, 2, bytes("429")),
                        answered(id, 200),
                        providerReceived(id, 4, bytes("da", "ta:")),
                        received(id, 5, "event"),
                        routeEnded(id),
                        ended(id)));

        Route route = route(id);
        assertEquals(routed(id, null, 0).decision(), route.decision());
        assertEquals(routed(id, null, 0).request(), route.request());
        assertEquals(routed(id, null, 0).losses(), route.losses());
        assertEquals(routeEnded(id).ending(), route.ending());
        assertEquals(SENT.length(), route.requestBody().size());
        assertEquals(Entries.sha256(SENT.getBytes(UTF_8)), route.requestBody().sha256());
        assertEquals(8, route.responseBody().size());
        assertEquals(Entries.sha256("429data:".getBytes(UTF_8)), route.responseBody().sha256());
        assertEquals(SENT, text(reader.providerRequestBody(id)));
        assertEquals("429data:", text(reader.providerResponseBody(id)));
        assertEquals(
                List.of(
                        new Arrival(Duration.ofMillis(2), 3, true),
                        new Arrival(Duration.ofMillis(4), 5, true)),
                reader.providerArrivals(id));
        assertEquals("asked", text(reader.requestBody(id)));
        assertEquals("event", text(reader.responseBody(id)));
    }

    @Test
    void showsWhatAProviderAnsweredSoFarAndThenAllOfIt() throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(List.of(arrived(id, "s", "asked"), routed(id, bytes(SENT), SENT.length())));
        assertNull(route(id).ending());
        assertEquals("", text(reader.providerResponseBody(id)));

        store.write(List.of(providerReceived(id, 2, bytes("one "))));
        store.write(List.of(providerReceived(id, 3, bytes("two "))));
        assertEquals("one two ", text(reader.providerResponseBody(id)));
        assertEquals(8, route(id).responseBody().size());

        store.write(List.of(providerReceived(id, 4, bytes("three")), routeEnded(id)));
        assertEquals("one two three", text(reader.providerResponseBody(id)));
        assertEquals(3, reader.providerArrivals(id).size());
        store.write(List.of(ended(id)));
        assertEquals("one two three", text(reader.providerResponseBody(id)));
        assertNotNull(route(id).ending());
    }

    @Test
    void tellsWhereBytesWereLetGo() throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(
                List.of(
                        arrived(id, "s", "asked"),
                        routed(id, null, 77),
                        providerReceived(id, 1, bytes("ab")),
                        new RecordEntry.ProviderMissed(id, Duration.ofMillis(2), 100),
                        routeEnded(id),
                        ended(id)));
        Route route = route(id);
        assertEquals(77, route.requestBody().size());
        assertFalse(route.requestBody().recorded());
        assertTrue(reader.providerRequestBody(id).isEmpty());
        assertEquals(102, route.responseBody().size());
        assertFalse(route.responseBody().recorded());
        assertNull(route.responseBody().sha256());
        assertEquals("ab", text(reader.providerResponseBody(id)));
    }

    @Test
    void aRouteWithoutAnotherProviderHasNoBodies() throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(
                List.of(
                        arrived(id, "s", "asked"),
                        new RecordEntry.Routed(
                                id, routed(id, null, 0).decision(), null, null, 0, List.of()),
                        routeEnded(id),
                        ended(id)));
        assertNull(route(id).request());
        assertTrue(reader.providerRequestBody(id).isEmpty());
        assertTrue(reader.providerResponseBody(id).isEmpty());
    }

    @Test
    void exchangesThatWereNotRoutedHaveNoOtherSide() throws Exception {
        ExchangeId id = Entries.nextId();
        store.write(List.of(arrived(id, "s", "asked"), routeEnded(id), ended(id)));
        assertNull(reader.find(id).orElseThrow().route());
        assertTrue(reader.providerResponseBody(id).isEmpty());
        assertEquals(List.of(), reader.providerArrivals(id));
    }

    @Test
    void whatADeadProcessLeftIsPutTogether() throws Exception {
        ExchangeId id = Entries.nextId();
        ExchangeStore other = newStore();
        other.write(List.of(arrived(id, "s", "asked"), routed(id, bytes(SENT), SENT.length())));
        other.write(List.of(providerReceived(id, 2, bytes("half an ans"))));
        other.close();
        assertEquals(1, store.closeAbandoned());
        assertEquals("half an ans", text(reader.providerResponseBody(id)));
        assertEquals(
                Entries.sha256("half an ans".getBytes(UTF_8)), route(id).responseBody().sha256());
        assertNull(route(id).ending());
        assertEquals(routed(id, null, 0).losses(), route(id).losses());
    }

    @Test
    void deletesBothSidesAndKeepsThoseOfOthers() throws Exception {
        ExchangeId gone = Entries.nextId();
        ExchangeId kept = Entries.nextId();
        for (ExchangeId id : List.of(gone, kept)) {
            store.write(List.of(arrived(id, "s", "asked"), routed(id, bytes(SENT), SENT.length())));
            store.write(List.of(providerReceived(id, 2, bytes("answer"))));
        }
        store.write(List.of(routeEnded(kept), ended(kept)));
        store.delete(new Selection.One(gone));
        store.maintain();
        assertTrue(reader.find(gone).isEmpty());
        assertTrue(reader.providerResponseBody(gone).isEmpty());
        tidyUp();
        assertEquals(SENT, text(reader.providerRequestBody(kept)));
        assertEquals("answer", text(reader.providerResponseBody(kept)));
    }

    @Test
    void aRouteThatBeginsWhileItsSessionIsErasedIsKept() throws Exception {
        ExchangeId gone = Entries.nextId();
        ExchangeId late = Entries.nextId();
        store.write(
                List.of(
                        arrived(gone, "s", SENT),
                        routed(gone, bytes(SENT), SENT.length()),
                        ended(gone),
                        arrived(late, "s", "asked")));
        store.delete(new Selection.One(gone));
        store.maintain();
        store.write(List.of(routed(late, bytes(SENT), SENT.length())));
        tidyUp();
        store.write(List.of(routeEnded(late), ended(late)));
        tidyUp();
        assertEquals(SENT, text(reader.providerRequestBody(late)));
        assertEquals("asked", text(reader.requestBody(late)));
    }

    private void tidyUp() throws StoreException {
        int steps = 0;
        while (store.maintain()) {
            assertTrue(++steps < 1_000, "there is no end to it");
        }
    }

    private Route route(ExchangeId id) throws StoreException {
        Route route = reader.find(id).orElseThrow().route();
        if (route == null) {
            throw new AssertionError("it has no route");
        }
        return route;
    }
}
