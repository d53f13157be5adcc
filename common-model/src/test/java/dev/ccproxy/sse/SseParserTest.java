package dev.ccproxy.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SseParserTest {
    private final List<SseEvent> events = new ArrayList<>();
    private final SseParser parser = new SseParser(events::add);

    @Test
    void readsTypeAndData() {
        feed("event: ping\ndata: {\"type\":\"ping\"}\n\n");

        assertEquals(List.of(new SseEvent("ping", "{\"type\":\"ping\"}")), events);
    }

    @Test
    void lineEndsMayBeLfCrlfOrCr() {
        feed("event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\revent: c\ndata: 3\n\n");

        assertEquals(
                List.of(new SseEvent("a", "1"), new SseEvent("b", "2"), new SseEvent("c", "3")),
                events);
    }

    @Test
    void theSpaceAfterTheColonIsOptional() {
        feed("event:a\ndata:  two spaces\n\n");

        assertEquals(List.of(new SseEvent("a", " two spaces")), events);
    }

    @Test
    void piecesMayBeSplitAnywhereAlsoWithinACharacter() {
        byte[] stream = "event: Ä\r\ndata: 🙂 ok\r\n\r\n".getBytes(UTF_8);

        for (byte b : stream) {
            parser.accept(new byte[] {b});
        }

        assertEquals(List.of(new SseEvent("Ä", "🙂 ok")), events);
    }

    @Test
    void severalDataLinesAreJoined() {
        feed("data: one\ndata\ndata: three\n\n");

        assertEquals(List.of(new SseEvent("message", "one\n\nthree")), events);
    }

    @Test
    void commentsUnknownFieldsAndEventsWithoutDataAreNoEvents() {
        feed(": hello\nid: 7\nretry: 10\nevent: nothing\n\ndata: x\n\n");

        assertEquals(List.of(new SseEvent("message", "x")), events);
    }

    @Test
    void aByteOrderMarkAtTheStartIsNoText() {
        feed("\uFEFFdata: x\n\n");

        assertEquals(List.of(new SseEvent("message", "x")), events);
    }

    @Test
    void anEventWithoutItsClosingLineIsNotThereYet() {
        feed("event: a\ndata: 1\n");
        assertEquals(List.of(), events);

        feed("\n");
        assertEquals(1, events.size());
    }

    @Test
    void whateverComesIsTheSameHoweverItIsCut() {
        byte[][] parts =
                Stream.of("data", "event", ":", " ", "\n", "\r\n", "\r", "x", "🙂", "\uFEFF", "\0")
                        .map(text -> text.getBytes(UTF_8))
                        .toArray(byte[][]::new);
        Random random = new Random(58);
        for (int tries = 0; tries < 5_000; tries++) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int i = random.nextInt(60); i > 0; i--) {
                if (random.nextInt(10) == 0) {
                    stream.write(random.nextInt(256));
                } else {
                    stream.writeBytes(parts[random.nextInt(parts.length)]);
                }
            }
            byte[] bytes = stream.toByteArray();
            List<SseEvent> whole = new ArrayList<>();
            new SseParser(whole::add).accept(bytes);
            List<SseEvent> cut = new ArrayList<>();
            SseParser pieces = new SseParser(cut::add);
            for (int from = 0, to; from < bytes.length; from = to) {
                to = Math.min(bytes.length, from + 1 + random.nextInt(7));
                pieces.accept(Arrays.copyOfRange(bytes, from, to));
            }
            assertEquals(whole, cut, () -> HexFormat.of().formatHex(bytes));
        }
    }

    private void feed(String text) {
        parser.accept(text.getBytes(UTF_8));
    }
}
