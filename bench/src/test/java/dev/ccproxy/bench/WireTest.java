package dev.ccproxy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireTest {
    private SocketChannel other;
    private Wire wire;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            wire = Wire.connect(server.socket().getLocalPort());
            other = server.accept();
            other.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        other.close();
    }

    private void arrives(String text) throws IOException {
        other.write(ByteBuffer.wrap(Wire.bytes(text)));
    }

    @Test
    void readsMessagesThatComeInOnePiece() throws IOException {
        arrives(
                "HTTP/1.1 200 OK\r\ncontent-LENGTH: 3\r\n\r\nabc"
                        + "HTTP/1.1 529 Overloaded\r\nContent-Length: 0\r\n\r\n");
        assertTrue(wire.readHead());
        assertEquals(200, wire.status());
        assertTrue(wire.bodyEquals(ByteBuffer.wrap(Wire.bytes("abc"))));
        assertTrue(wire.readHead());
        assertEquals(529, wire.status());
    }

    @Test
    void seesThatOneByteDiffers() throws IOException {
        arrives("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabd");
        wire.readHead();
        assertFalse(wire.bodyEquals(ByteBuffer.wrap(Wire.bytes("abc"))));
    }

    @Test
    void readsChunksWhereverTheStreamIsCut() throws IOException {
        String chunks = "3\r\n\n0\r\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n";
        for (int cut = 1; cut < chunks.length(); cut++) {
            ByteBuffer body = ByteBuffer.allocate(100);
            arrives(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + chunks.substring(0, cut));
            wire.readHead();
            Thread rest = Thread.ofVirtual().unstarted(arrival(chunks.substring(cut)));
            rest.start();
            while (wire.readChunks(body)) {
                assertTrue(body.position() > 0);
            }
            assertEquals(
                    "\n0\rabcdefghijklmnopqrstuvwxyz",
                    StandardCharsets.ISO_8859_1.decode(body.flip()).toString(),
                    "cut at " + cut);
        }
    }

    private Runnable arrival(String text) {
        return () -> {
            try {
                arrives(text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Test
    void tellsACutAnswerFromTheEndOfTheConnection() throws IOException {
        arrives("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab");
        wire.readHead();
        ByteBuffer body = ByteBuffer.allocate(100);
        assertTrue(wire.readChunks(body));
        other.close();
        assertThrows(EOFException.class, () -> wire.readChunks(body));
    }

    @Test
    void seesTheEndOfTheConnectionBetweenMessages() throws IOException {
        other.close();
        assertFalse(wire.readHead());
    }

    @Test
    void findsNumbersInTheRequestLineAlone() throws IOException {
        arrives("POST /v1/messages?events=12&gap=7 HTTP/1.1\r\nX-Other: size=3\r\n\r\n");
        wire.readHead();
        assertEquals(12, wire.numberInFirstLine(Wire.bytes("events=")));
        assertEquals(7, wire.numberInFirstLine(Wire.bytes("gap=")));
        assertEquals(-1, wire.numberInFirstLine(Wire.bytes("size=")));
    }
}
