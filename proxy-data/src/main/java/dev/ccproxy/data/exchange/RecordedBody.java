package dev.ccproxy.data.exchange;

import dev.ccproxy.store.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// A body on record, and the ways to read it.
///
/// @param bytes as they crossed the wire
/// @param decoding what was done to them
public record RecordedBody(Bytes bytes, ContentDecoding decoding) {
    private static final int BUFFER_SIZE = 16 * 1024;

    /// How far decoding came.
    ///
    /// @param bytes how many there are to read
    /// @param truncated whether there are more than the limit
    /// @param problem why decoding stopped early, where it did
    public record Extent(long bytes, boolean truncated, Optional<String> problem) {}

    /// Takes decoded bytes.
    @FunctionalInterface
    public interface Sink {
        void accept(byte[] buffer, int length) throws IOException;
    }

    /// The bytes as they crossed the wire.
    void writeRaw(OutputStream out) throws IOException {
        for (byte[] slice : bytes.slices()) {
            out.write(slice);
        }
    }

    /// How much there is to read once decoded. It decodes and forgets, so that no body, however
    /// well compressed, fills the memory.
    Extent measure(long limit) {
        return decode(limit, (buffer, length) -> {});
    }

    /// The bytes as they were before they were encoded, as far as they can be had.
    void writeDecoded(OutputStream out, long limit) {
        decode(limit, (buffer, length) -> out.write(buffer, 0, length));
    }

    /// Decodes up to a limit and hands over what there is, also of a body that breaks off.
    ///
    /// @param limit bytes
    public Extent decode(long limit, Sink sink) {
        return decode(new SliceInputStream(bytes), limit, sink);
    }

    /// Decodes up to a limit and hands over what there is, also of a body that breaks off.
    Extent decode(SliceInputStream encoded, long limit, Sink sink) {
        byte[] buffer = new byte[BUFFER_SIZE];
        long total = 0;
        try (InputStream decoded = decoding.open(encoded)) {
            int read;
            while ((read = decoded.read(buffer)) >= 0) {
                int room = (int) Math.min(read, limit - total);
                sink.accept(buffer, room);
                total += room;
                if (room < read) {
                    return new Extent(total, true, Optional.empty());
                }
            }
            return new Extent(total, false, Optional.empty());
        } catch (IOException e) {
            return new Extent(total, false, Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
