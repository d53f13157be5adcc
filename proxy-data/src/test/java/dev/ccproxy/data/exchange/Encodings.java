package dev.ccproxy.data.exchange;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Encodes bodies as servers do.
final class Encodings {
    /// "brotli " sixteen times, as Node.js encodes it.
    static final byte[] BROTLI = Base64.getDecoder().decode("G28A+I1Utb8GEZOjk2lsbxFbJHDYBw==");

    private Encodings() {}

    static byte[] gzip(byte[] bytes) {
        return through(
                bytes,
                out -> {
                    try {
                        return new GZIPOutputStream(out, true);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    static byte[] zlib(byte[] bytes) {
        return through(bytes, DeflaterOutputStream::new);
    }

    static byte[] deflateWithoutHead(byte[] bytes) {
        return through(bytes, out -> new DeflaterOutputStream(out, new Deflater(6, true)));
    }

    static byte[] zstd(byte[] bytes) {
        return Zstd.compress(bytes);
    }

    private static byte[] through(byte[] bytes, Function<OutputStream, OutputStream> encoder) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (OutputStream out = encoder.apply(target)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }
}
