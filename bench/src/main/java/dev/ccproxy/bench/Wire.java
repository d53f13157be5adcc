package dev.ccproxy.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// One end of an HTTP/1.1 connection that does as little as possible per message, so that the
/// processor is left to what is measured.
///
/// Blocking, on direct buffers, without allocation. It understands messages with `Content-Length`
/// and chunked ones, no more.
final class Wire implements Closeable {
    private static final int BUFFER_SIZE = 512 * 1024;
    private static final byte[] CONTENT_LENGTH = bytes("content-length:");

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_SIZE).limit(0);
    private int headStart;
    private int firstLineEnd;
    private int contentLength;
    private int chunkLeft;
    private boolean lastChunkSeen;

    Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    static Wire connect(int port) throws IOException {
        return new Wire(
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    void send(ByteBuffer[] buffers) throws IOException {
        ByteBuffer last = buffers[buffers.length - 1];
        while (last.hasRemaining()) {
            channel.write(buffers);
        }
    }

    void send(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// Reads up to the end of a message's head.
    ///
    /// @return false if the other side closed the connection between two messages
    boolean readHead() throws IOException {
        int end = endOfHead();
        while (end < 0) {
            if (!fill()) {
                if (in.hasRemaining()) {
                    throw new EOFException("the connection ended within a head");
                }
                return false;
            }
            end = endOfHead();
        }
        headStart = in.position();
        parseHead(end);
        in.position(end);
        chunkLeft = 0;
        lastChunkSeen = false;
        return true;
    }

    /// The status of the answer whose head was read last; 0 if it is not an answer.
    int status() {
        return Math.max(0, numberInFirstLine(bytes("HTTP/1.1 ")));
    }

    /// The number that follows `key` in the first line of the head that was read last, or -1.
    ///
    /// Only valid until more is read.
    int numberInFirstLine(byte[] key) {
        for (int at = headStart; at + key.length < firstLineEnd; at++) {
            if (matches(at, key)) {
                return number(at + key.length);
            }
        }
        return -1;
    }

    /// Reads the body that `Content-Length` announced.
    ///
    /// @param digest is given the bytes; null to let them go
    void readBody(@Nullable MessageDigest digest) throws IOException {
        int left = contentLength;
        while (left > 0) {
            require(in.hasRemaining() || fill());
            int size = Math.min(left, in.remaining());
            if (digest != null) {
                digest.update(in.slice(in.position(), size));
            }
            in.position(in.position() + size);
            left -= size;
        }
    }

    /// Reads the body that `Content-Length` announced and tells whether it is this one.
    boolean bodyEquals(ByteBuffer expected) throws IOException {
        int size = expected.remaining();
        if (contentLength != size) {
            return false;
        }
        while (in.remaining() < size) {
            require(fill());
        }
        boolean equal = in.slice(in.position(), size).mismatch(expected) < 0;
        in.position(in.position() + size);
        return equal;
    }

    /// Reads the body that `Content-Length` announced.
    ByteBuffer body() throws IOException {
        ByteBuffer body = ByteBuffer.allocate(contentLength);
        while (body.hasRemaining()) {
            require(in.hasRemaining() || fill());
            int size = Math.min(body.remaining(), in.remaining());
            body.put(in.slice(in.position(), size));
            in.position(in.position() + size);
        }
        return body;
    }

    /// Reads what has come of a chunked body, at least one byte of it, without its framing.
    ///
    /// @return false if the body has ended
    boolean readChunks(ByteBuffer into) throws IOException {
        int before = into.position();
        while (true) {
            decodeChunks(into);
            if (into.position() > before) {
                return true;
            }
            if (lastChunkSeen) {
                return false;
            }
            require(fill());
        }
    }

    private void decodeChunks(ByteBuffer into) {
        while (in.hasRemaining() && !lastChunkSeen) {
            if (chunkLeft == 0 && !startChunk()) {
                return;
            }
            int size = Math.min(chunkLeft, in.remaining());
            into.put(in.slice(in.position(), size));
            in.position(in.position() + size);
            chunkLeft -= size;
        }
    }

    /// Reads the line with a chunk's size, and the one before it that ends the previous chunk.
    ///
    /// @return false if it is not here as a whole; nothing is read then
    private boolean startChunk() {
        int at = in.position();
        while (at < in.limit() && in.get(at) <= ' ') {
            at++;
        }
        int size = 0;
        while (at < in.limit() && in.get(at) != '\r') {
            size = (size << 4) | Character.digit(in.get(at++), 16);
        }
        int end = at + (size == 0 ? 4 : 2);
        if (end > in.limit()) {
            return false;
        }
        in.position(end);
        chunkLeft = size;
        lastChunkSeen = size == 0;
        return true;
    }

    private int endOfHead() {
        for (int at = in.position() + 3; at < in.limit(); at++) {
            if (in.get(at) == '\n' && in.get(at - 1) == '\r' && in.get(at - 2) == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private void parseHead(int end) {
        contentLength = 0;
        firstLineEnd = -1;
        for (int at = headStart; at < end - CONTENT_LENGTH.length; at++) {
            if (in.get(at) == '\n') {
                if (firstLineEnd < 0) {
                    firstLineEnd = at;
                }
                if (matches(at + 1, CONTENT_LENGTH)) {
                    contentLength = number(at + 1 + CONTENT_LENGTH.length);
                }
            }
        }
    }

    /// Whether these bytes stand here, whatever the case of letters.
    private boolean matches(int at, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if ((in.get(at + i) | 0x20) != (expected[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int start) {
        int at = start;
        while (in.get(at) == ' ') {
            at++;
        }
        int number = 0;
        while (in.get(at) >= '0' && in.get(at) <= '9') {
            number = number * 10 + in.get(at++) - '0';
        }
        return number;
    }

    private boolean fill() throws IOException {
        if (!in.hasRemaining()) {
            in.position(0).limit(0);
        } else if (in.limit() == in.capacity()) {
            in.compact().flip();
        }
        int position = in.position();
        in.position(in.limit()).limit(in.capacity());
        int read = channel.read(in);
        in.limit(in.position()).position(position);
        return read > 0;
    }

    private static void require(boolean more) throws EOFException {
        if (!more) {
            throw new EOFException("the connection ended within a message");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
