package dev.ccproxy.core.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.core.agent.CallWatch;
import dev.ccproxy.core.agent.SpawnedAgents;
import dev.ccproxy.core.capture.Recorder;
import dev.ccproxy.core.encoding.ContentDecoder;
import dev.ccproxy.core.forward.DetourListener;
import dev.ccproxy.core.forward.ExchangeListener;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RouteDecision;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Looks for calls of agents in the answers that pass, beside their being recorded. Does nothing
/// unless agents are routed.
@Singleton
@Alternative
@Priority(1)
class AgentWatch implements ExchangeListener.Factory {
    private static final long MAX_WATCHED_BYTES = 64L << 20;

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
        private long bytes;
        private @Nullable ContentDecoder decoder;

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
        public DetourListener routed(
                RouteDecision decision, DetourListener.@Nullable Departure departure) {
            return recording.routed(decision, departure);
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
            String type = headers.get("content-type");
            decoder =
                    type != null && type.startsWith("text/event-stream")
                            ? ContentDecoder.of(headers.get("content-encoding")).orElse(null)
                            : null;
        }

        @Override
        public void responseReceived(Buffer chunk) {
            recording.responseReceived(chunk);
            if (decoder != null && bytes <= MAX_WATCHED_BYTES) {
                try {
                    decoder.decode(chunk.getBytes(), this::look);
                } catch (IOException e) {
                    // Not what its header says: then nothing can be seen in it.
                    bytes = Long.MAX_VALUE;
                }
            }
        }

        private void look(byte[] decoded) {
            bytes += decoded.length;
            watch.accept(decoded);
        }

        @Override
        public void ended(Outcome outcome, long proxyNanos) {
            if (decoder != null) {
                decoder.close();
            }
            recording.ended(outcome, proxyNanos);
        }
    }
}
