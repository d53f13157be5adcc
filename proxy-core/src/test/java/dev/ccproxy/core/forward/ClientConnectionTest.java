package dev.ccproxy.core.forward;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {
    private static final ServerConfig.Timeouts TIMEOUTS =
            new ServerConfig.Timeouts() {
                @Override
                public Duration read() {
                    return Duration.ofMinutes(10);
                }

                @Override
                public Duration write() {
                    return Duration.ofMinutes(10);
                }

                @Override
                public Duration idle() {
                    return Duration.ofMinutes(10);
                }

                @Override
                public Duration drain() {
                    return Duration.ofMinutes(10);
                }
            };

    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new HttpServerCodec(),
                    new ClientConnection(TIMEOUTS, new ClientToken(Optional.empty())),
                    new AnswerAtOnce());

    /// Answers within the very read that brought the request.
    private static final class AnswerAtOnce extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof LastHttpContent) {
                context.writeAndFlush(
                        new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND));
            }
        }
    }

    @Test
    void closesWhereAHeadNeverGetsComplete() {
        receive("POST /v1/mess");
        assertTrue(channel.isOpen());

        pass(31);

        assertFalse(channel.isOpen());
    }

    @Test
    void staysOpenAfterARequestThatWasAnsweredAtOnce() {
        receive("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");

        pass(31);

        assertTrue(channel.isOpen());
    }

    @Test
    void givesTheNextHeadItsTimeAnew() {
        receive("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
        receive("GET /not");
        pass(29);
        assertTrue(channel.isOpen());
        receive("hing HTTP/1.1\r\nHost: x\r\n\r\n");

        pass(31);

        assertTrue(channel.isOpen());
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
