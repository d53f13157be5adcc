package dev.ccproxy.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Stands where the Messages API would: answers every request at once with bytes made beforehand.
///
/// The query says what to answer: `events=100&gap=20000` asks for a stream of a hundred events,
/// 20,000 microseconds apart, each with the time at which it was sent; `digest=1` for the SHA-256
/// of the request's body; `received=1` for the time at which all of it was here; anything else gets
/// a message of 1.4 KB. Where it says `chat=1`, it answers as Chat Completions do.
final class MockUpstream implements Closeable {
    private static final byte[] EVENTS = Wire.bytes("events=");
    private static final byte[] GAP = Wire.bytes("gap=");
    private static final byte[] RECEIVED = Wire.bytes("received=");
    private static final byte[] CHAT = Wire.bytes("chat=");
    private static final byte[] DIGEST = Wire.bytes("digest=");

    private final ServerSocketChannel server;

    private MockUpstream(ServerSocketChannel server) {
        this.server = server;
    }

    static MockUpstream start() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        MockUpstream mock = new MockUpstream(server);
        Thread.ofPlatform().daemon().name("mock").start(mock::accept);
        return mock;
    }

    int port() {
        return server.socket().getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                Thread.ofPlatform().daemon().name("mock-connection").start(() -> serve(channel));
            }
        } catch (ClosedChannelException closed) {
            Log.progress("the mock upstream has stopped");
        } catch (IOException e) {
            throw new IllegalStateException("the mock upstream cannot accept", e);
        }
    }

    private static void serve(SocketChannel channel) {
        try (Wire wire = new Wire(channel)) {
            ByteBuffer message = Answers.message();
            while (wire.readHead()) {
                int events = wire.numberInFirstLine(EVENTS);
                int gapMicros = wire.numberInFirstLine(GAP);
                boolean received = wire.numberInFirstLine(RECEIVED) > 0;
                Answers.Form form =
                        wire.numberInFirstLine(CHAT) > 0
                                ? Answers.Form.CHAT
                                : Answers.Form.MESSAGES;
                MessageDigest digest = wire.numberInFirstLine(DIGEST) > 0 ? sha256() : null;
                wire.readBody(digest);
                if (events >= 0) {
                    stream(wire, form, events, gapMicros);
                } else if (received) {
                    ByteBuffer receipt = form.receipt();
                    Answers.stamp(receipt, System.nanoTime());
                    wire.send(receipt);
                } else {
                    wire.send(digest == null ? message.rewind() : digestAnswer(digest));
                }
            }
        } catch (IOException e) {
            // The target ended the connection the hard way. If it should not have, its client saw
            // it.
        }
    }

    /// The answer begins one gap after the request, as no model answers at once. Caddy 2.6 depends
    /// on it: it cuts streams that begin before it has noticed that it has sent all of the request.
    private static void stream(Wire wire, Answers.Form form, int events, int gapMicros)
            throws IOException {
        ByteBuffer event = form.event();
        long due = System.nanoTime() + gapMicros * 1_000L;
        Pace.until(due);
        wire.send(form.streamStart());
        for (int i = 0; i < events; i++) {
            due += gapMicros * 1_000L;
            Pace.until(due);
            Answers.stamp(event, System.nanoTime());
            wire.send(event.rewind());
        }
        wire.send(form.streamEnd());
    }

    private static ByteBuffer digestAnswer(@Nullable MessageDigest digest) {
        String hex = digest == null ? "" : HexFormat.of().formatHex(digest.digest());
        String head = "HTTP/1.1 200 OK\r\ncontent-length: " + hex.length() + "\r\n\r\n";
        return ByteBuffer.wrap((head + hex).getBytes(US_ASCII));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
