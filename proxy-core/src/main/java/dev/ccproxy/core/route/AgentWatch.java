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
        if (!routing.current().enabled()) {
            return recording;
        }
        Watching watching = new Watching(recording);
        String session = request.getHeader("x-claude-code-session-id");
        if (session != null) {
            watching.belongsTo(session);
        }
        return watching;
    }

    /// Tells the recording everything, and the watch what the answer says.
    private final class Watching implements ExchangeListener {
        private final ExchangeListener recording;
        private @Nullable CallWatch watch;
        private long bytes;
        private @Nullable ContentDecoder decoder;

        Watching(ExchangeListener recording) {
            this.recording = recording;
        }

        @Override
        public void belongsTo(String session) {
            watch = new CallWatch(json, spawned, session);
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
            decoder =
                    watch != null && watch.begin(headers.get("content-type"))
                            ? ContentDecoder.of(headers.get("content-encoding")).orElse(null)
                            : null;
        }

        @Override
        public void responseReceived(Buffer chunk) {
            recording.responseReceived(chunk);
            CallWatch calls = watch;
            if (calls != null && decoder != null && bytes <= MAX_WATCHED_BYTES) {
                try {
                    decoder.decode(chunk.getBytes(), decoded -> look(calls, decoded));
                } catch (IOException e) {
                    // Not what its header says: then nothing can be seen in it.
                    bytes = Long.MAX_VALUE;
                }
            }
        }

        private void look(CallWatch calls, byte[] decoded) {
            bytes += decoded.length;
            calls.accept(decoded);
        }

        @Override
        public void ended(Outcome outcome, long proxyNanos) {
            if (watch != null) {
                watch.end();
            }
            if (decoder != null) {
                decoder.close();
            }
            recording.ended(outcome, proxyNanos);
        }
    }
}
