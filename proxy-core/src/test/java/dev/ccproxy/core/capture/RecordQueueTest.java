package dev.ccproxy.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordQueueTest {
    private static final long CAPACITY = 100_000;
    private static final ExchangeId ID = new ExchangeId(1);

    private final RecordQueue queue = new RecordQueue(CAPACITY);

    @Test
    void takesBodiesWhileThereIsRoom() {
        assertTrue(queue.reserve(CAPACITY));
        assertFalse(queue.reserve(1));

        queue.release(1);

        assertTrue(queue.reserve(1));
    }

    @Test
    void countsTheLinesOfHeadsToo() {
        Headers thirtyLines =
                new Headers(Collections.nCopies(30, new Header("x-name", "v".repeat(94))));

        queue.add(request(thirtyLines, List.of()));

        assertTrue(queue.bytes() > 30 * 100 && queue.bytes() < 30 * 300, queue.bytes() + " bytes");
    }

    @Test
    void givesBackWhatItCounted() {
        Buffer slice = Buffer.buffer("{}");
        Note.Request note = request(Headers.NONE, List.of(slice, slice));
        assertTrue(queue.reserve(4));
        assertTrue(queue.offer(note));

        queue.release(note.bytes() + note.overhead());

        assertEquals(0, queue.bytes());
    }

    @Test
    void isBoundedAlsoWhereNoBodiesCome() {
        int taken = 0;
        while (queue.offer(request(Headers.NONE, List.of()))) {
            taken++;
        }

        assertTrue(taken > 100, taken + " notes");
        assertTrue(queue.bytes() < CAPACITY * 5 / 4 + 1_000, queue.bytes() + " bytes");
    }

    @Test
    void takesTheEndOfWhatItBeganWithHoweverFullItIs() {
        assertTrue(queue.reserve(CAPACITY));
        queue.add(new Note.End(ID, new Outcome.Completed(), Duration.ZERO, true));

        assertFalse(queue.isEmpty());
    }

    private static Note.Request request(Headers headers, List<Buffer> body) {
        long size = body.stream().mapToLong(Buffer::length).sum();
        RequestHead head = new RequestHead("POST", "/v1/messages", null, "HTTP/1.1", headers);
        return new Note.Request(ID, Instant.EPOCH, head, body, size);
    }

    @Test
    void gatheringEndsOnceThereIsEnough() {
        assertTrue(queue.reserve(100));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> queue.gather(TimeUnit.MINUTES.toNanos(1), 100));
    }

    @Test
    void gatheringTakesItsTimeWhereThereIsLittle() {
        long before = System.nanoTime();

        queue.gather(TimeUnit.MILLISECONDS.toNanos(40), 100);

        assertTrue(System.nanoTime() - before >= TimeUnit.MILLISECONDS.toNanos(40));
    }
}
