package dev.ccproxy.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.github.luben.zstd.Zstd;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class AnswerInspectorTest {
    private static final String START =
            "event: message_start\ndata: {\"type\":\"message_start\"}\n\nevent: ping\ndata: {}\n\n";
    private static final String TOKEN =
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\"}\n\n";
    private static final String ERROR =
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"details\":null,"
                    + "\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";

    @Test
    void theFirstTokenIsTheFirstDeltaNotTheFirstEvent() {
        AnswerInspector inspector = inspector("identity");

        inspector.accept(Duration.ofMillis(10), START.getBytes(UTF_8));
        assertNull(inspector.firstToken());
        inspector.accept(Duration.ofMillis(30), TOKEN.getBytes(UTF_8));
        inspector.accept(Duration.ofMillis(50), TOKEN.getBytes(UTF_8));

        assertEquals(Duration.ofMillis(30), inspector.firstToken());
        assertNull(inspector.errorType());
    }

    @Test
    void anErrorInTheStreamIsNamed() {
        AnswerInspector inspector = inspector("identity");

        inspector.accept(Duration.ZERO, (START + TOKEN + ERROR).getBytes(UTF_8));

        assertEquals("overloaded_error", inspector.errorType());
    }

    @Test
    void compressedStreamsAreUndone() throws IOException {
        byte[] stream = (START + TOKEN + ERROR).getBytes(UTF_8);

        assertSeen("gzip", compress(stream, GZIPOutputStream::new));
        assertSeen("deflate", compress(stream, DeflaterOutputStream::new));
        assertSeen("zstd", Zstd.compress(stream));
    }

    private static void assertSeen(String encoding, byte[] compressed) {
        AnswerInspector inspector = inspector(encoding);
        int half = compressed.length / 2;

        inspector.accept(Duration.ofMillis(1), Arrays.copyOfRange(compressed, 0, half));
        inspector.accept(
                Duration.ofMillis(2), Arrays.copyOfRange(compressed, half, compressed.length));

        assertNotNull(inspector.firstToken(), encoding);
        assertEquals("overloaded_error", inspector.errorType(), encoding);
        inspector.close();
    }

    @Test
    void aBodyThatIsNotWhatItsHeaderSaysIsNotLookedAtFurther() {
        AnswerInspector inspector = inspector("gzip");

        inspector.accept(Duration.ZERO, "no gzip at all".getBytes(UTF_8));
        inspector.accept(Duration.ZERO, TOKEN.getBytes(UTF_8));

        assertNull(inspector.firstToken());
    }

    @Test
    void whatIsNoEventStreamIsNotLookedAt() {
        assertNull(
                AnswerInspector.of(
                        new Headers(List.of(new Header("Content-Type", "application/json")))));
    }

    private static AnswerInspector inspector(String encoding) {
        AnswerInspector inspector =
                AnswerInspector.of(
                        new Headers(
                                List.of(
                                        new Header(
                                                "Content-Type", "text/event-stream; charset=utf-8"),
                                        new Header("Content-Encoding", encoding))));
        assertNotNull(inspector);
        return inspector;
    }

    private interface Compression {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] compress(byte[] bytes, Compression compression) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressed = compression.over(out)) {
            compressed.write(bytes);
        }
        return out.toByteArray();
    }
}
