package dev.ccproxy.data.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ccproxy.store.Arrival;
import dev.ccproxy.store.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class StreamEventsTest {
    private static final int MANY = 100;

    @Test
    void tellsWhenEachEventArrivedThroughCompression() throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        List<Arrival> arrivals = new ArrayList<>();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(wire, true)) {
            for (int i = 0; i < 50; i++) {
                gzip.write(("event: e\ndata: " + i + "\n\n").getBytes(UTF_8));
                gzip.flush();
                pieces.add(wire.toByteArray());
                arrivals.add(new Arrival(Duration.ofMillis(10L * i), wire.size(), true));
                wire.reset();
            }
        }

        StreamEventPage page = page("gzip", join(pieces), arrivals, 0);

        assertEquals(50, page.items().size());
        for (StreamEvent event : page.items()) {
            assertEquals(Integer.toString(event.index()), event.data());
            assertEquals(10_000L * event.index(), event.atMicros());
        }
    }

    @Test
    void countsOnlyTheBytesThatAreOnRecord() {
        List<Arrival> arrivals =
                List.of(
                        new Arrival(Duration.ofMillis(1), 9, true),
                        new Arrival(Duration.ofMillis(2), 500, false),
                        new Arrival(Duration.ofMillis(3), 9, true));

        StreamEventPage page = page("", bytes("data: 1\n\ndata: 2\n\n"), arrivals, 0);

        assertEquals(
                List.of(1_000L, 3_000L), page.items().stream().map(StreamEvent::atMicros).toList());
    }

    @Test
    void doesNotGuessWhereTimesAreMissing() {
        StreamEventPage page = page("", bytes("data: 1\n\n"), List.of(), 0);

        assertEquals("1", page.items().getFirst().data());
        assertNull(page.items().getFirst().atMicros());
    }

    @Test
    void saysWhatWasNotLookedAt() {
        RecordedBody body =
                new RecordedBody(bytes("data: 1\n\ndata: 2\n\n"), ContentDecoding.of(""));

        assertEquals(
                "only the first 9 bytes were looked at",
                StreamEvents.page(body, List.of(), 0, MANY, 9).problem());
    }

    private static StreamEventPage page(
            String encoding, Bytes bytes, List<Arrival> arrivals, int from) {
        RecordedBody body = new RecordedBody(bytes, ContentDecoding.of(encoding));
        return StreamEvents.page(body, arrivals, from, MANY, Long.MAX_VALUE);
    }

    private static Bytes bytes(String text) {
        return new Bytes(List.of(text.getBytes(UTF_8)));
    }

    /// The pieces as the store gives them back: together.
    private static Bytes join(List<byte[]> pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        pieces.forEach(joined::writeBytes);
        return new Bytes(List.of(joined.toByteArray()));
    }
}
