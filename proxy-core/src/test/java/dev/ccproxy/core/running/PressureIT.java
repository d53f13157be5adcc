package dev.ccproxy.core.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.Answer;
import dev.ccproxy.fixtures.upstream.MessageEvents;
import dev.ccproxy.fixtures.upstream.SeenRequest;
import dev.ccproxy.fixtures.wire.Ending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One side is slower than the other, or sends more than anyone should.
class PressureIT {
    @RegisterExtension static final RunningProxy proxy = new RunningProxy();

    private static final Request REQUEST = Request.post("/v1/messages?beta=true").json("{}");
    private static final int MIB = 1 << 20;
    private static final int BLOCK = 64 << 10;
    private static final int RECEIVE_BUFFER = 256 << 10;

    /// What the operating system's buffers of both connections may hold, roughly.
    private static final long IN_SOCKETS = 24L * MIB;

    @Test
    void aSlowReaderPausesTheUpstream() {
        byte[] block = block();
        proxy.upstream().next(Answer.of(200).length(50L * MIB).sendTimes(50 * MIB / BLOCK, block));
        try (RawClient client =
                RawClient.connectWithReceiveBuffer(proxy.process().port(), RECEIVE_BUFFER)) {
            client.send(REQUEST);
            SeenRequest seen = proxy.upstream().takeRequest();

            long sent = settled(seen.connection()::bytesSent);
            assertTrue(sent < IN_SOCKETS, sent + " bytes were taken from the upstream");
            client.read(10 * 1024);
            assertTrue(settled(seen.connection()::bytesSent) < IN_SOCKETS);
            assertEquals(49 * MIB, client.read(49 * MIB).length);
            assertEquals(Ending.FIN, client.finish().awaitClosed());
        }
        Exchange row = proxy.record().awaitOne();
        assertEquals(new Outcome.Completed(), row.outcome());
        assertEquals(50L * MIB, row.responseBody().size());
    }

    @Test
    void manySlowReadersDoNotFillTheMemory() {
        byte[] block = block();
        proxy.upstream()
                .always(Answer.of(200).length(50L * MIB).sendTimes(50 * MIB / BLOCK, block));
        long before = proxy.process().residentBytes();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            clients.add(
                    RawClient.connectWithReceiveBuffer(proxy.process().port(), RECEIVE_BUFFER)
                            .send(REQUEST));
            proxy.upstream().takeRequest();
        }

        long sent =
                settled(() ->
                        proxy.upstream().connections().stream()
                                .mapToLong(c -> c.bytesSent())
                                .sum());
        long grown = proxy.process().residentBytes() - before;

        assertTrue(sent < 30 * IN_SOCKETS, sent + " bytes were taken from the upstream");
        assertTrue(grown < 200L * MIB, "the memory grew by " + grown + " bytes");
        clients.forEach(RawClient::reset);
        proxy.record().awaitEnded(30);
    }

    @Test
    void closedConnectionsLeaveNothingInMemory() {
        long before = connectionsInMemory();
        for (int i = 0; i < 300; i++) {
            proxy.ask(REQUEST);
        }
        Eventually.see(
                "connections in memory",
                PressureIT::connectionsInMemory,
                count -> count < before + 50);
    }

    private static long connectionsInMemory() {
        return proxy.process().instances("io.netty.channel.socket.nio.NioSocketChannel");
    }

    @Test
    void aSlowUpstreamPausesTheClient() throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        proxy.upstream().next(Answer.of(200).holdingUploadUntil(read).json("{\"got\":1}"));
        byte[] block = block();
        try (RawClient client = proxy.client()) {
            client.sendHead(Request.post("/v1/messages").body(new byte[32 * MIB]));
            AtomicLong sent = new AtomicLong();
            Thread sender =
                    Thread.ofVirtual()
                            .start(() -> sendBlocks(client, block, 32 * MIB / BLOCK, sent));

            long taken = settled(sent::get);
            assertTrue(taken < IN_SOCKETS, taken + " bytes were taken from the client");
            read.countDown();

            assertEquals("{\"got\":1}", client.readAnswer().text());
            sender.join();
        }
        assertEquals(32L * MIB, proxy.upstream().takeRequest().bodySize());
        assertEquals(true, proxy.record().awaitOne().forwardedUnchanged());
    }

    @Test
    void anOversizeBodyIsRefusedByItsLength() {
        try (RawClient client = proxy.client()) {
            client.sendHead(Request.post("/v1/messages").header("content-length", "" + (33 * MIB)));
            assertTooLarge(client.readAnswer());
        }
        assertEquals(0, proxy.upstream().requestCount());
        assertInstanceOf(Outcome.Rejected.class, proxy.record().awaitOutcome());
    }

    @Test
    void anOversizeBodyIsNotEvenAskedFor() {
        try (RawClient client = proxy.client()) {
            client.sendHead(
                    Request.post("/v1/messages")
                            .header("expect", "100-continue")
                            .header("content-length", "" + (33 * MIB)));
            assertEquals("413", client.readHead().word(1));
        }
    }

    @Test
    void anOversizeBodyIsRefusedWhereItsChunksPassTheLimit() {
        byte[] chunk =
                (Integer.toHexString(BLOCK) + "\r\n" + "x".repeat(BLOCK) + "\r\n").getBytes(UTF_8);
        try (RawClient client = proxy.client()) {
            client.sendHead(Request.post("/v1/messages").header("transfer-encoding", "chunked"));
            sendBlocks(client, chunk, 32 * MIB / BLOCK + 1, new AtomicLong());
            assertTooLarge(client.readAnswer());
        }
        SeenRequest seen = proxy.upstream().takeRequest();
        seen.awaitClosedByPeer(ofSeconds(5));
        assertFalse(seen.isComplete());
        assertInstanceOf(Outcome.Rejected.class, proxy.record().awaitOutcome());
    }

    private static void assertTooLarge(ReceivedAnswer answer) {
        assertEquals(413, answer.status());
        assertTrue(
                answer.text()
                        .startsWith(
                                "{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\""),
                answer.text());
    }

    @Test
    void aDecompressionBombPassesUnopened() throws IOException {
        byte[] member = gzip(new byte[10 * MIB]);
        int members = 1_000; // ten gigabytes of zeros in about ten megabytes
        proxy.upstream()
                .next(
                        Answer.of(200)
                                .header("content-encoding", "gzip")
                                .length((long) members * member.length)
                                .sendTimes(members, member));
        long before = proxy.process().residentBytes();

        ReceivedAnswer answer = proxy.ask(REQUEST);

        assertEquals(members * member.length, answer.body().length);
        assertArrayEquals(member, Arrays.copyOf(answer.body(), member.length));
        assertEquals(answer.body().length, proxy.record().awaitOne().responseBody().size());
        long grown = proxy.process().residentBytes() - before;
        assertTrue(grown < 200L * MIB, "the memory grew by " + grown + " bytes");
    }

    @Test
    void aNewRequestIsServedBesideTwoThousandIdleStreams() {
        int streams = 2_000;
        CountDownLatch end = new CountDownLatch(1);
        proxy.upstream()
                .always(
                        Answer.stream()
                                .event(MessageEvents.START)
                                .await(end)
                                .event(MessageEvents.STOP));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            clients.add(proxy.client().send(REQUEST));
        }
        clients.forEach(client -> client.awaitText("message_start"));
        proxy.upstream().next(Answer.of(200).json("{\"new\":1}"));

        assertEquals("{\"new\":1}", proxy.ask(REQUEST).text());

        end.countDown();
        for (RawClient client : clients) {
            assertTrue(client.readAnswer().isWhole());
            client.close();
        }
        assertEquals(streams + 1, proxy.record().awaitEnded(streams + 1).size());
    }

    private static void sendBlocks(RawClient client, byte[] block, int times, AtomicLong sent) {
        for (int i = 0; i < times; i++) {
            client.send(block);
            sent.addAndGet(block.length);
        }
    }

    /// Waits until a count has not risen for half a second.
    private static long settled(LongSupplier count) {
        long[] last = {count.getAsLong(), System.nanoTime()};
        return Eventually.see(
                ofSeconds(30),
                "a count settles",
                () -> {
                    long now = count.getAsLong();
                    if (now != last[0]) {
                        last[0] = now;
                        last[1] = System.nanoTime();
                    }
                    return last[0];
                },
                seen -> seen > 0 && System.nanoTime() - last[1] > ofSeconds(1).toNanos() / 2);
    }

    private static byte[] block() {
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) (i * 31);
        }
        return block;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
