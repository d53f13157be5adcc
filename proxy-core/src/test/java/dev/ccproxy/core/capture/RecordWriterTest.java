package dev.ccproxy.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.store.IncompatibleStoreException;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
    private static final long CAPACITY = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MemoryStore store = new MemoryStore();
    private final RecordQueue queue = new RecordQueue(CAPACITY);
    private final Losses losses = new Losses(Clock.systemUTC());
    private final RecorderStatus status = new RecorderStatus();
    private final RecordWriter writer =
            new RecordWriter(store, queue, new ExchangeIds(Clock.systemUTC()), losses, status);
    private final Thread thread = new Thread(writer);

    @AfterEach
    void stop() throws InterruptedException {
        writer.stop(thread, TimeUnit.SECONDS.toNanos(5));
        assertFalse(thread.isAlive());
    }

    @Test
    void writesAnExchangeStepByStepAndGivesItsRoomBack() {
        thread.start();
        note(1, "{\"model\":\"m\"}");

        List<RecordEntry> written = store.await(2, PATIENCE);

        RecordEntry.Arrived arrived = assertInstanceOf(RecordEntry.Arrived.class, written.get(0));
        assertEquals("m", arrived.model());
        assertInstanceOf(RecordEntry.Ended.class, written.get(1));
        await(() -> queue.bytes() == 0);
        assertTrue(status.state().works());
    }

    @Test
    void keepsWhatItHasWhileTheStoreFailsAndWritesItOnce() {
        store.failWith(() -> new StoreException("disk full"));
        thread.start();
        note(1, "{}");
        await(() -> status.state().reason().equals("disk full"));
        assertFalse(status.state().works());

        store.mend();

        assertEquals(2, store.await(2, PATIENCE).size());
        await(() -> status.state().works());
        assertEquals(0, losses.exchanges());
    }

    @Test
    void tellsOfTheGapOnceRecordingWorksAgain() {
        store.failWith(() -> new StoreException("disk full"));
        thread.start();
        await(() -> status.state().reason().equals("disk full"));
        losses.add(3, 70);

        store.mend();

        RecordEntry.Gap gap =
                assertInstanceOf(RecordEntry.Gap.class, store.await(1, PATIENCE).getFirst());
        assertEquals(3, gap.exchanges());
        assertEquals(70, gap.bytes());
        assertEquals("disk full", gap.reason());
    }

    @Test
    void countsWhatMustNotBeWrittenToANewerRecord() {
        store.failWith(() -> new IncompatibleStoreException("schema 9"));
        thread.start();
        note(1, "{}");

        await(() -> losses.exchanges() == 1 && queue.bytes() == 0);

        assertEquals(2, losses.bytes());
        assertEquals("schema 9", status.state().reason());
    }

    @Test
    void survivesAnEntryThatTheStoreChokesOn() {
        store.choke();
        thread.start();
        note(1, "{}");
        await(() -> losses.exchanges() == 1);

        note(2, "{}");

        List<RecordEntry> written = store.await(3, PATIENCE);
        assertInstanceOf(
                RecordEntry.Gap.class,
                written.stream()
                        .filter(RecordEntry.Gap.class::isInstance)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void writesWhatIsNotedBeforeItStops() throws InterruptedException {
        thread.start();
        for (int i = 1; i <= 500; i++) {
            note(i, "{}");
        }

        writer.stop(thread, TimeUnit.SECONDS.toNanos(10));

        assertEquals(1000, store.await(1000, Duration.ZERO).size());
        assertTrue(store.isClosed());
    }

    private void note(long number, String body) {
        ExchangeId id = new ExchangeId(number);
        Buffer bytes = Buffer.buffer(body);
        RequestHead head = new RequestHead("POST", "/v1/messages", null, "HTTP/1.1", Headers.NONE);
        assertTrue(queue.reserve(bytes.length()));
        assertTrue(
                queue.offer(
                        new Note.Request(id, Instant.EPOCH, head, List.of(bytes), bytes.length())));
        queue.add(new Note.End(id, new Outcome.Completed(), Duration.ofMillis(1), true));
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        MemoryStore.await(condition, PATIENCE);
    }
}
