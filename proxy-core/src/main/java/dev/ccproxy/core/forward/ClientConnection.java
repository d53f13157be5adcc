package dev.ccproxy.core.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// Watches a client's connection for what a request alone does not show: a head that never gets
/// complete, no request at all, and a client that will send nothing more but still listens.
final class ClientConnection extends ChannelDuplexHandler {
    private static final long HEAD_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int PROBE_SECONDS = 10;
    private static final int UNANSWERED_PROBES = 2;

    /// Our gateway's header, which goes no further than here.
    private static final AsciiString CLOSE_MEANS_GONE =
            AsciiString.cached("ccproxy-close-means-gone");

    private final long idleNanos;
    private final ClientToken token;
    private int inFlight;
    private boolean uploading;
    private boolean refusing;
    private boolean clientSaidAll;
    private boolean closeMeansGone;
    private boolean sawMessage;
    private long idleSinceNanos = System.nanoTime();
    private @Nullable ScheduledFuture<?> headDeadline;
    private @Nullable ScheduledFuture<?> idleCheck;

    ClientConnection(ServerConfig.Timeouts timeouts, ClientToken token) {
        this.idleNanos = timeouts.idle().toNanos();
        this.token = token;
    }

    static void guard(
            HttpConnection connection, ServerConfig.Timeouts timeouts, ClientToken token) {
        Connections.gatherFlushes(connection);
        Channel channel = ((ConnectionBase) connection).channel();
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.pipeline().addBefore("handler", "guard", new ClientConnection(timeouts, token));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        scheduleIdleCheck(context, idleNanos);
    }

    private void scheduleIdleCheck(ChannelHandlerContext context, long afterNanos) {
        idleCheck =
                context.executor()
                        .schedule(() -> checkIdle(context), afterNanos, TimeUnit.NANOSECONDS);
    }

    /// What waits in the event loop would keep a closed connection in memory for ten minutes.
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancel(idleCheck);
        cancel(headDeadline);
    }

    private static void cancel(@Nullable ScheduledFuture<?> future) {
        if (future != null) {
            future.cancel(false);
        }
    }

    private void checkIdle(ChannelHandlerContext context) {
        if (!context.channel().isOpen()) {
            return;
        }
        long left = inFlight > 0 ? idleNanos : idleSinceNanos + idleNanos - System.nanoTime();
        if (left <= 0) {
            context.close();
        } else {
            scheduleIdleCheck(context, left);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refusing) {
            ReferenceCountUtil.release(message);
            return;
        }
        sawMessage = true;
        if (message instanceof HttpRequest request) {
            refuseUnlessItNamesOneHost(request);
            closeMeansGone = request.headers().contains(CLOSE_MEANS_GONE);
            request.headers().remove(CLOSE_MEANS_GONE);
            token.takeFrom(request);
            inFlight++;
            uploading = true;
            cancel(headDeadline);
            headDeadline = null;
        }
        if (message instanceof LastHttpContent) {
            uploading = false;
        }
        context.fireChannelRead(message);
    }

    /// What names no host, or two, could be read differently elsewhere; so could what follows it.
    private void refuseUnlessItNamesOneHost(HttpRequest request) {
        boolean oneHost = request.headers().getAll(HttpHeaderNames.HOST).size() == 1;
        if (!oneHost && request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            refusing = true;
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("host")));
        }
    }

    /// Bytes came. Where they completed nothing and no request is in flight, they are the beginning
    /// of a head.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        boolean partialHead = inFlight == 0 && !sawMessage;
        sawMessage = false;
        if (partialHead && headDeadline == null) {
            long nanos = Math.min(HEAD_TIMEOUT_NANOS, idleNanos);
            headDeadline =
                    context.executor().schedule(() -> context.close(), nanos, TimeUnit.NANOSECONDS);
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            inFlight--;
            idleSinceNanos = System.nanoTime();
            if (clientSaidAll && inFlight == 0) {
                promise.addListener(written -> context.close());
            }
        }
        context.write(message, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /// What was written goes out first, also where the connection closes in the middle of a read.
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        context.flush();
        context.close(promise);
    }

    /// The client closed its side. In the middle of a request that means it gave up; so it does
    /// where a gateway says that it never closes one side alone. Otherwise the client may still
    /// wait for the answer, or be gone for good: then its kernel refuses the next byte that is sent
    /// to it, and after a minute probes too.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            clientSaidAll = true;
            if (inFlight == 0 || uploading || closeMeansGone) {
                context.close();
            } else {
                probe(context.channel());
            }
        }
        context.fireUserEventTriggered(event);
    }

    private static void probe(Channel channel) {
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        channel.config()
                .setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), PROBE_SECONDS);
        channel.config()
                .setOption(
                        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), PROBE_SECONDS);
        channel.config()
                .setOption(
                        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT),
                        UNANSWERED_PROBES);
    }
}
