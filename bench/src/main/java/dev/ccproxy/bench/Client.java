package dev.ccproxy.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One connection to a target that checks every answer.
final class Client implements Closeable {
    private static final int STREAM_ROOM = 512 * 1024;

    private final Target target;
    private final Wire wire;
    private final ByteBuffer message = Answers.messageBody();

    Client(Target target) throws IOException {
        this.target = target;
        wire = Wire.connect(target.port());
    }

    /// Sends a request and reads the answer, which must be the mock's message.
    void exchange(ByteBuffer[] request) throws IOException {
        exchange(request, message);
    }

    void exchange(ByteBuffer[] request, ByteBuffer expected) throws IOException {
        ask(request);
        if (!wire.bodyEquals(expected)) {
            throw new WrongAnswer(target, "the body differs");
        }
        target.answered().increment();
    }

    /// Sends a request and reads a stream of events.
    ///
    /// @param expected the whole body, with blank stamps
    /// @param delays takes the time each event was on the way
    void stream(ByteBuffer[] request, ByteBuffer expected, Samples delays) throws IOException {
        int difference = stream(request, delays).mismatch(expected);
        if (difference >= 0) {
            throw new WrongAnswer(
                    target,
                    "the stream differs from byte %d on, of %d"
                            .formatted(difference, expected.remaining()));
        }
    }

    /// Sends a request and reads a stream of events.
    ///
    /// @param delays takes the time each event was on the way
    /// @return the whole body, with blank stamps
    ByteBuffer stream(ByteBuffer[] request, Samples delays) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(STREAM_ROOM);
        ask(request);
        int scanned = 0;
        while (wire.readChunks(body)) {
            long now = System.nanoTime();
            int at = Answers.findStamp(body, scanned, body.position());
            while (at >= 0) {
                delays.add(now - Answers.takeStamp(body, at));
                scanned = at + 1 + Answers.STAMP_DIGITS;
                at = Answers.findStamp(body, scanned, body.position());
            }
        }
        target.answered().increment();
        return body.flip();
    }

    /// Sends a request and reads an answer with a stamp.
    ///
    /// @return the time on it
    long receipt(ByteBuffer[] request) throws IOException {
        ask(request);
        ByteBuffer body = wire.body();
        int at = Answers.findStamp(body, 0, body.position());
        if (at < 0) {
            throw new WrongAnswer(target, "there is no time on it");
        }
        target.answered().increment();
        return Answers.takeStamp(body, at);
    }

    private void ask(ByteBuffer[] request) throws IOException {
        wire.send(request);
        if (!wire.readHead()) {
            throw new WrongAnswer(target, "the connection was closed instead of an answer");
        }
        if (wire.status() != 200) {
            throw new WrongAnswer(target, "status " + wire.status());
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    /// A target did not give the client what the mock upstream gave to it.
    static final class WrongAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        WrongAnswer(Target target, String what) {
            super(target.name() + ": " + what);
        }
    }
}
