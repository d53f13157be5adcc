package dev.ccproxy.data.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.store.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedBodyTest {
    private static final String TEXT = "brotli ".repeat(16);
    private static final byte[] PLAIN = TEXT.getBytes(UTF_8);

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of("", PLAIN),
                Arguments.of("identity", PLAIN),
                Arguments.of("gzip", Encodings.gzip(PLAIN)),
                Arguments.of("GZip", Encodings.gzip(PLAIN)),
                Arguments.of("deflate", Encodings.zlib(PLAIN)),
                Arguments.of("deflate", Encodings.deflateWithoutHead(PLAIN)),
                Arguments.of("br", Encodings.BROTLI),
                Arguments.of("zstd", Encodings.zstd(PLAIN)),
                Arguments.of("gzip, zstd", Encodings.zstd(Encodings.gzip(PLAIN))));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void undoesEveryCodingWhereverTheBytesAreCut(String header, byte[] encoded) {
        for (int size : new int[] {1, 3, encoded.length}) {
            RecordedBody body = body(header, cut(encoded, size));

            assertEquals(
                    new RecordedBody.Extent(PLAIN.length, false, Optional.empty()),
                    body.measure(1_000));
            assertEquals(TEXT, decoded(body, 1_000));
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void stopsAtTheLimit(String header, byte[] encoded) {
        RecordedBody body = body(header, cut(encoded, 4));

        assertEquals(new RecordedBody.Extent(10, true, Optional.empty()), body.measure(10));
        assertEquals("brotli bro", decoded(body, 10));
    }

    @Test
    void aBodyOfTheLimitsSizeIsWhole() {
        assertEquals(
                new RecordedBody.Extent(PLAIN.length, false, Optional.empty()),
                body("gzip", cut(Encodings.gzip(PLAIN), 5)).measure(PLAIN.length));
    }

    @Test
    void aBombTakesNoMemory() {
        byte[] bomb = Encodings.gzip(Encodings.gzip(new byte[64 << 20]));

        assertTrue(bomb.length < 2_000, "the bomb has " + bomb.length + " bytes");
        assertTrue(body("gzip, gzip", cut(bomb, 100)).measure(1 << 20).truncated());
    }

    @Test
    void saysWhatItCannotDecode() {
        assertEquals(
                Optional.of("the coding compress is not known"),
                body("compress", cut(PLAIN, 9)).measure(1_000).problem());
        assertTrue(body("gzip", cut(PLAIN, 9)).measure(1_000).problem().isPresent());
        assertTrue(body("br,br,br,br", cut(PLAIN, 9)).measure(1_000).problem().isPresent());
    }

    private static RecordedBody body(String header, Bytes bytes) {
        return new RecordedBody(bytes, ContentDecoding.of(header));
    }

    private static String decoded(RecordedBody body, long limit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.writeDecoded(out, limit);
        return out.toString(UTF_8);
    }

    private static Bytes cut(byte[] bytes, int size) {
        List<byte[]> slices = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += size) {
            slices.add(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + size)));
        }
        return new Bytes(slices);
    }
}
