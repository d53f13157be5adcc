package dev.ccproxy.data.transcript;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Reads whole lines of a file that is being written, from some place on. Of lines that are too
/// long it keeps nothing.
final class LineReader implements Closeable {
    /// The longest line that is looked at, in bytes.
    static final int LONGEST = 4 << 20;

    private static final int BUFFER = 64 << 10;
    private static final int TAIL = 64;

    private final SeekableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long place;

    LineReader(Path file, long from) throws IOException {
        channel =
                Files.newByteChannel(
                        file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        channel.position(from);
        place = from;
    }

    /// A line.
    ///
    /// @param bytes without its end; empty where it is too long
    /// @param end the place behind it
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Line(byte[] bytes, long end) {}

    /// The next line, if it is whole.
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        long at = place;
        while (buffer.hasRemaining() || fill()) {
            int start = buffer.position();
            int end = start;
            byte[] bytes = buffer.array();
            while (end < buffer.limit() && bytes[end] != '\n') {
                end++;
            }
            boolean whole = end < buffer.limit();
            tooLong |= line.size() + end - start > LONGEST;
            if (tooLong) {
                line = new ByteArrayOutputStream();
            } else {
                line.write(bytes, start, end - start);
            }
            buffer.position(whole ? end + 1 : end);
            at += buffer.position() - start;
            if (whole) {
                place = at;
                return Optional.of(new Line(line.toByteArray(), at));
            }
        }
        return Optional.empty();
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int read = channel.read(buffer);
        buffer.flip();
        return read > 0;
    }

    /// Tells what stands directly before a place, so that it is noticed when a file was written
    /// anew.
    static int tail(Path file, long place) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(
                        file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            int length = (int) Math.min(TAIL, place);
            ByteBuffer bytes = ByteBuffer.allocate(length);
            channel.position(place - length);
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
            return Arrays.hashCode(bytes.array());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
