package dev.ccproxy.core.forward;

import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RouteDecision;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// Leads what a detour brings back into its exchange.
final class DetourExit implements Diversion.Exit {
    private final Forwarding forwarding;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ExchangeListener listener;
    private final Buffer body;

    DetourExit(
            Forwarding forwarding,
            HttpServerRequest request,
            ExchangeListener listener,
            Buffer body) {
        this.forwarding = forwarding;
        this.request = request;
        this.response = request.response();
        this.listener = listener;
        this.body = body;
    }

    @Override
    public Buffer body() {
        return body;
    }

    @Override
    public void belongsTo(String session) {
        listener.belongsTo(session);
    }

    @Override
    public DetourListener routed(
            RouteDecision decision, DetourListener.@Nullable Departure departure) {
        if (departure != null) {
            forwarding.leaves();
        }
        return listener.routed(decision, departure);
    }

    @Override
    public void toUpstream(Buffer sent) {
        forwarding.toUpstream(sent);
    }

    @Override
    public void answer(int status, MultiMap headers) {
        if (forwarding.isEnded()) {
            return;
        }
        listener.answered(status, headers);
        response.setStatusCode(status);
        response.headers().addAll(headers);
        if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            response.setChunked(request.version() != HttpVersion.HTTP_1_0);
            response.write(Buffer.buffer());
        }
    }

    @Override
    public void write(Buffer chunk) {
        if (!forwarding.isEnded()) {
            response.write(chunk);
            listener.responseReceived(chunk);
            forwarding.wrote();
        }
    }

    @Override
    public boolean isFull() {
        return !forwarding.isEnded() && response.writeQueueFull();
    }

    @Override
    public void onDrain(Runnable next) {
        response.drainHandler(drained -> next.run());
    }

    @Override
    public void end(Outcome outcome) {
        if (!forwarding.isEnded()) {
            forwarding.end(outcome);
            response.end();
        }
    }

    @Override
    public void breakOff(String reason) {
        if (!forwarding.isEnded()) {
            forwarding.breakOff(reason);
        }
    }
}
