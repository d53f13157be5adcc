package dev.ccproxy.core.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.core.agent.CallWatch;
import dev.ccproxy.core.agent.SpawnedAgents;
import dev.ccproxy.core.capture.Recorder;
import dev.ccproxy.core.forward.ExchangeListener;
import dev.ccproxy.exchange.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.compression.ZstdDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks for calls of agents in the answers that pass, beside their being recorded. Does nothing
/// unless agents are routed.
@Singleton
@Alternative
@Priority(1)
class AgentWatch implements ExchangeListener.Factory {
    private static final long MAX_WATCHED_BYTES = 64L << 20;
    private static final int DECODED_PIECE_BYTES = 64 << 10;

    private final Recorder recorder;
    private final LiveRouting routing;
    private final SpawnedAgents spawned;
    private final ObjectMapper json;

    AgentWatch(Recorder recorder, LiveRouting routing, SpawnedAgents spawned, ObjectMapper json) {
        this.recorder = recorder;
        this.routing = routing;
        this.spawned = spawned;
        this.json = json;
    }

    @Override
    public ExchangeListener began(HttpServerRequest request, long startNanos) {
        ExchangeListener recording = recorder.began(request, startNanos);
        String session = request.getHeader("x-claude-code-session-id");
        return routing.current().enabled() && session != null
                ? new Watching(recording, new CallWatch(json, spawned, session))
                : recording;
    }

    /// Tells the recording everything, and the watch what the answer says.
    private static final class Watching implements ExchangeListener {
        private final ExchangeListener recording;
        private final CallWatch watch;
        private boolean watched;
        private long bytes;
        private @Nullable EmbeddedChannel decoder;

        Watching(ExchangeListener recording, CallWatch watch) {
            this.recording = recording;
            this.watch = watch;
        }

        @Override
        public void requestReceived(Buffer chunk) {
            recording.requestReceived(chunk);
        }

        @Override
        public void requestSent(Buffer chunk) {
            recording.requestSent(chunk);
        }

        @Override
        public void requestReplaced() {
            recording.requestReplaced();
        }

        @Override
        public void requestEnded() {
            recording.requestEnded();
        }

        @Override
        public void refused(int status, Buffer body) {
            recording.refused(status, body);
        }

        @Override
        public void answered(int status, MultiMap headers) {
            recording.answered(status, headers);
            String type = Optional.ofNullable(headers.get("content-type")).orElse("");
            String encoding =
                    Optional.ofNullable(headers.get("content-encoding")).orElse("identity");
            watched = type.startsWith("text/event-stream");
            switch (encoding.toLowerCase(Locale.ROOT)) {
                case "identity" -> {}
                case "gzip" ->
                        decoder =
                                new EmbeddedChannel(
                                        new JdkZlibDecoder(ZlibWrapper.GZIP, DECODED_PIECE_BYTES));
                case "deflate" ->
                        decoder =
                                new EmbeddedChannel(
                                        new JdkZlibDecoder(
                                                ZlibWrapper.ZLIB_OR_NONE, DECODED_PIECE_BYTES));
                case "zstd" -> decoder = new EmbeddedChannel(new ZstdDecoder());
                default -> watched = false;
            }
        }

        @Override
        public void responseReceived(Buffer chunk) {
            recording.responseReceived(chunk);
            if (!watched) {
                return;
            }
            try {
                look(chunk.getBytes());
            } catch (DecompressionException e) {
                // Not what its header says: then nothing can be seen in it.
                watched = false;
            }
        }

        private void look(byte[] chunk) {
            if (decoder == null) {
                lookAt(chunk);
                return;
            }
            decoder.writeInbound(Unpooled.wrappedBuffer(chunk));
            for (ByteBuf piece = decoder.readInbound();
                    piece != null;
                    piece = decoder.readInbound()) {
                byte[] decoded = new byte[piece.readableBytes()];
                piece.readBytes(decoded);
                piece.release();
                lookAt(decoded);
            }
        }

        private void lookAt(byte[] decoded) {
            bytes += decoded.length;
            watched &= bytes <= MAX_WATCHED_BYTES;
            watch.accept(decoded);
        }

        @Override
        public void ended(Outcome outcome, long proxyNanos) {
            if (decoder != null) {
                decoder.finishAndReleaseAll();
            }
            recording.ended(outcome, proxyNanos);
        }
    }
}
