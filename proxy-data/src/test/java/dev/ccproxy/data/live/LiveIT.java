package dev.ccproxy.data.live;

import static dev.ccproxy.data.TestRecord.answered;
import static dev.ccproxy.data.TestRecord.arrival;
import static dev.ccproxy.data.TestRecord.ended;
import static dev.ccproxy.data.TestRecord.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.RecordFolder;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.Outcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class LiveIT {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final TestRecord record = TestRecord.open();

    @BeforeEach
    void recordSomething() {
        record.add(arrival(), 200, "{}");
    }

    @AfterEach
    void closeRecord() {
        record.close();
    }

    @Test
    void tellsOfAnExchangeFromItsStartToItsEnd() throws Exception {
        try (LiveClient client = listen(null)) {
            assertEquals("ready", client.next().name());

            TestRecord.Arrival arrival = arrival();
            record.write(arrival.entry());
            LiveClient.Event started = client.next();
            assertEquals("started", started.name());
            assertTrue(started.data().contains("\"id\":\"" + arrival.id() + "\""), started.data());

            record.write(answered(arrival.id(), 200), received(arrival.id(), 12, "half"));
            LiveClient.Event updated = client.next();
            assertEquals("updated", updated.name());
            assertTrue(updated.data().contains("\"responseBytes\":4,"), updated.data());

            record.write(ended(arrival.id(), new Outcome.Completed()));
            LiveClient.Event finished = client.next();
            assertEquals("finished", finished.name());
            assertTrue(finished.data().contains("\"outcome\":\"completed\""), finished.data());
        }
    }

    @Test
    void tellsAtOnce() throws Exception {
        try (LiveClient client = listen(null)) {
            client.next();
            Instant before = Instant.now();
            record.write(arrival().entry());
            client.next();
            Duration took = Duration.between(before, Instant.now());
            assertTrue(took.compareTo(SOON) < 0, "it took " + took);
        }
    }

    @Test
    void goesOnWhereAStreamBrokeOff() throws Exception {
        TestRecord.Arrival arrival = arrival();
        String last;
        try (LiveClient client = listen(null)) {
            client.next();
            record.write(arrival.entry());
            last = client.next().id();
        }
        record.write(answered(arrival.id(), 200), ended(arrival.id(), new Outcome.Completed()));
        String later = record.add(arrival(), 200, "{}").toString();

        try (LiveClient client = listen(last)) {
            assertEquals("resumed", client.next().name());
            LiveClient.Event missed = client.next();
            assertEquals("finished", missed.name());
            assertTrue(missed.data().contains(arrival.id().toString()), missed.data());
            assertTrue(client.next().data().contains(later));
        }
    }

    @Test
    void startsAfreshForWhomItCannotGoOn() throws Exception {
        for (String lastEventId : new String[] {"999999999", "-5000"}) {
            try (LiveClient client = listen(lastEventId)) {
                assertEquals("reset", client.next().name());
            }
        }
        try (LiveClient client = listen("nonsense")) {
            assertEquals("ready", client.next().name());
        }
    }

    @Test
    void aSlowListenerFindsTheNewestState() throws Exception {
        try (LiveClient client = listen(null)) {
            client.next();
        }
        String position;
        try (LiveClient client = listen(null)) {
            position = client.next().id();
        }
        TestRecord.Arrival arrival = arrival();
        record.write(arrival.entry(), answered(arrival.id(), 200));
        for (int i = 0; i < 20; i++) {
            record.write(received(arrival.id(), 12 + i, "x"));
        }
        try (LiveClient client = listen(position)) {
            client.next();
            assertTrue(client.next().data().contains("\"responseBytes\":20,"));
        }
    }

    private static LiveClient listen(@Nullable String lastEventId) throws IOException {
        return LiveClient.listen(
                URI.create("http://127.0.0.1:" + RestAssured.port + "/api/live"), lastEventId);
    }
}
