package dev.ccproxy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Duration STALL = Duration.ofMillis(300);

    @Test
    void chargesEveryRequestThatWasDueWhileTheTargetStalled() throws IOException {
        try (ServerSocketChannel server = listen()) {
            CompletableFuture<Void> stalling =
                    CompletableFuture.runAsync(() -> answerWithOneStall(server));
            Load.Schedule schedule = new Load.Schedule(1, 100, Duration.ofSeconds(1));
            Samples times =
                    Load.onSchedule(
                            target(server.socket().getLocalPort()),
                            i -> Requests.repeat("", Requests.smallBody()),
                            schedule);
            assertEquals(100, times.count());
            assertTrue(
                    times.micros(0.85) > STALL.toNanos() / 1_000.0 / 3,
                    "a stall of 300 ms delays 30 of 100 requests, the 15th by 150 ms");
            stalling.join();
        }
    }

    /// Answers at once, but for the eleventh request.
    private static void answerWithOneStall(ServerSocketChannel server) {
        try (Wire wire = new Wire(server.accept())) {
            ByteBuffer message = Answers.message();
            for (int i = 0; wire.readHead(); i++) {
                wire.readBody(null);
                if (i == 10) {
                    Pace.until(System.nanoTime() + STALL.toNanos());
                }
                wire.send(message.rewind());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void measuresHowLongEventsAreOnTheWay() throws IOException {
        try (MockUpstream mock = MockUpstream.start()) {
            Samples delays = Load.streams(target(mock.port()), 3, 20, Duration.ofMillis(2));
            assertEquals(60, delays.count());
            assertTrue(delays.micros(1) > 0);
        }
    }

    @Test
    void countsWhatWasAnswered() throws IOException {
        try (MockUpstream mock = MockUpstream.start()) {
            Target target = target(mock.port());
            Load.oneByOne(target, Requests.repeat("", Requests.smallBody()), 70);
            assertEquals(100, target.answered().sum(), "70 and 30 to warm up");
        }
    }

    @Test
    void failsWhenAnAnswerIsNotTheUpstreams() throws IOException {
        try (MockUpstream mock = MockUpstream.start()) {
            Requests others = Requests.repeat("&digest=1", Requests.smallBody());
            assertThrows(
                    Client.WrongAnswer.class, () -> Load.oneByOne(target(mock.port()), others, 1));
        }
    }

    private static ServerSocketChannel listen() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        return server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static Target target(int port) {
        return new Target("test", port, List.of());
    }
}
