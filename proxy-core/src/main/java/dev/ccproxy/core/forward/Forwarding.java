package dev.ccproxy.core.forward;

import dev.ccproxy.exchange.Outcome;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One exchange on its way: reads the request from the client, writes it to the upstream, and the
/// answer back, each side no faster than the other takes it.
///
/// Lives on one event loop, so nothing here is synchronised.
final class Forwarding {
    private final Forwarder forwarder;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ExchangeListener listener;
    private final ProxyTime proxyTime;

    private @Nullable HttpClientRequest upstreamRequest;
    private @Nullable HttpClientResponse answer;
    private @Nullable HeldBody held;
    private Diversion.@Nullable Detour detour;
    private long requestBytes;
    private boolean requestEnded;
    private boolean ended;
    private long lastReadNanos;
    private long lastWriteNanos;

    Forwarding(Forwarder forwarder, HttpServerRequest request, long startNanos) {
        this.forwarder = forwarder;
        this.request = request;
        this.response = request.response();
        this.listener = forwarder.listeners().began(request, startNanos);
        this.proxyTime = new ProxyTime(startNanos);
        this.lastReadNanos = startNanos;
        this.lastWriteNanos = startNanos;
    }

    void start() {
        response.closeHandler(closed -> clientGone());
        response.exceptionHandler(this::clientFailed);
        request.exceptionHandler(this::clientFailed);
        if (Forwarder.declaredLength(request) > Forwarder.MAX_REQUEST_BYTES) {
            refuse(AnthropicError.tooLarge(Forwarder.MAX_REQUEST_BYTES), "request body too large");
            return;
        }
        if (forwarder.diversion().concerns(request)) {
            HeldBody body = new HeldBody();
            held = body;
            if (request.headers().contains(HttpHeaderNames.EXPECT)) {
                response.writeContinue();
            }
            afterUpload(() -> divert(body.whole()));
            return;
        }
        request.pause();
        connect(0);
    }

    /// The whole request is there: now it is decided where it goes.
    private void divert(Buffer body) {
        proxyTime.enter();
        listener.requestEnded();
        Diversion.Detour way =
                forwarder
                        .diversion()
                        .detour(request, new DetourExit(this, request, listener, body));
        detour = way;
        way.start();
    }

    /// From here on it is another provider that the client waits for.
    void leaves() {
        proxyTime.leave();
    }

    /// Sends what was held back, or what is to go instead of it.
    void toUpstream(Buffer body) {
        detour = null;
        proxyTime.enter();
        if (held != null && held.becomes(body)) {
            listener.requestReplaced();
        }
        lastReadNanos = System.nanoTime();
        connect(0);
    }

    /// Nothing has been sent while this fails, so it may be tried again.
    private void connect(int attempt) {
        proxyTime.leave();
        forwarder
                .client()
                .request(forwarder.upstream().request(request))
                .onComplete(connection -> {
                    proxyTime.enter();
                    if (ended) {
                        connection.map(HttpClientRequest::reset);
                    } else if (connection.succeeded()) {
                        send(connection.result());
                    } else if (attempt < forwarder.upstream().maxRetries()) {
                        connect(attempt + 1);
                    } else {
                        upstreamFailed(connection.cause());
                    }
                });
    }

    private void send(HttpClientRequest upstream) {
        upstreamRequest = upstream;
        lastReadNanos = System.nanoTime();
        EndToEndHeaders.copyRequest(request, upstream, forwarder.upstream());
        upstream.exceptionHandler(this::upstreamFailed);
        upstream.response().onSuccess(this::answered).onFailure(this::upstreamFailed);
        upstream.drainHandler(drained -> request.resume());
        if (request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            upstream.setChunked(true);
        }
        if (request.headers().contains(HttpHeaderNames.EXPECT)) {
            upstream.continueHandler(go -> response.writeContinue());
            upstream.sendHead();
        }
        if (held != null) {
            sendHeld(upstream, held.whole());
            return;
        }
        request.handler(this::requestChunk);
        request.endHandler(end -> requestEnd());
        request.resume();
    }

    private void sendHeld(HttpClientRequest upstream, Buffer body) {
        upstream.headers().set(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length()));
        upstream.setChunked(false);
        upstream.end(body);
        listener.requestSent(body);
        proxyTime.leave();
    }

    private void requestChunk(Buffer chunk) {
        requestBytes += chunk.length();
        listener.requestReceived(chunk);
        if (ended) {
            return;
        }
        if (requestBytes > Forwarder.MAX_REQUEST_BYTES) {
            refuse(AnthropicError.tooLarge(Forwarder.MAX_REQUEST_BYTES), "request body too large");
            return;
        }
        HttpClientRequest upstream = sending();
        upstream.write(chunk);
        listener.requestSent(chunk);
        lastReadNanos = System.nanoTime();
        if (upstream.writeQueueFull()) {
            request.pause();
        }
    }

    private void requestEnd() {
        requestEnded = true;
        if (ended) {
            return;
        }
        listener.requestEnded();
        sending().end();
        lastReadNanos = System.nanoTime();
        proxyTime.leave();
    }

    private HttpClientRequest sending() {
        if (upstreamRequest == null) {
            throw new IllegalStateException("nothing is connected yet");
        }
        return upstreamRequest;
    }

    private void answered(HttpClientResponse incoming) {
        if (ended) {
            return;
        }
        proxyTime.enter();
        lastReadNanos = System.nanoTime();
        answer = incoming;
        forwarder.status().answered();
        listener.answered(incoming.statusCode(), incoming.headers());
        response.setStatusCode(incoming.statusCode());
        response.setStatusMessage(incoming.statusMessage());
        EndToEndHeaders.copy(incoming.headers(), response.headers());
        incoming.handler(this::answerChunk);
        incoming.endHandler(end -> answerEnd());
        incoming.exceptionHandler(this::upstreamFailed);
        if (hasBody(incoming)) {
            response.setChunked(mustChunk(incoming));
            response.drainHandler(drained -> incoming.resume());
            // The head goes out now, not with the first byte of the body.
            response.write(Buffer.buffer());
        }
        proxyTime.leave();
    }

    private boolean hasBody(HttpClientResponse incoming) {
        int status = incoming.statusCode();
        return !request.method().equals(HttpMethod.HEAD) && status != 204 && status != 304;
    }

    private boolean mustChunk(HttpClientResponse incoming) {
        return !incoming.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                && request.version() != HttpVersion.HTTP_1_0;
    }

    private void answerChunk(Buffer chunk) {
        if (ended) {
            return;
        }
        lastReadNanos = System.nanoTime();
        if (!response.writeQueueFull()) {
            lastWriteNanos = lastReadNanos;
        }
        response.write(chunk);
        listener.responseReceived(chunk);
        if (response.writeQueueFull() && answer != null) {
            answer.pause();
        }
    }

    private void answerEnd() {
        if (ended || answer == null) {
            return;
        }
        if (response.isChunked()) {
            EndToEndHeaders.copy(answer.trailers(), response.trailers());
        }
        end(new Outcome.Completed());
        response.end();
        if (!requestEnded) {
            sending().reset();
            discardRest();
        }
    }

    private void clientGone() {
        if (ended) {
            return;
        }
        stopSending();
        end(new Outcome.ClientAborted());
        response.reset();
    }

    /// A detour tells what has come of it before the exchange is told to be over.
    private void stopSending() {
        ended = true;
        if (detour != null) {
            detour.cancel();
        }
        if (upstreamRequest != null) {
            upstreamRequest.reset();
        }
    }

    /// Either what came is not HTTP, or the client is gone.
    private void clientFailed(Throwable cause) {
        boolean malformed =
                cause instanceof DecoderException || cause instanceof IllegalArgumentException;
        if (malformed && answer == null && !ended) {
            refuse(AnthropicError.invalid(400, "The request is not valid HTTP."), "not HTTP");
        } else {
            clientGone();
        }
    }

    private void upstreamFailed(Throwable cause) {
        if (ended) {
            return;
        }
        String reason = UpstreamFailure.describe(cause);
        if (answer != null) {
            breakOff(reason);
            return;
        }
        forwarder.status().failed(reason);
        AnthropicError error = AnthropicError.unreachable(forwarder.upstream(), reason);
        Outcome outcome = new Outcome.UpstreamUnreachable(reason);
        if (upstreamRequest == null
                && !requestEnded
                && !request.headers().contains(HttpHeaderNames.EXPECT)) {
            afterUpload(() -> answerWith(error, outcome));
        } else {
            answerWith(error, outcome);
        }
    }

    /// Lets the client say all first: so it is listening, and all of it is on record.
    private void afterUpload(Runnable next) {
        request.handler(this::unsentChunk);
        request.endHandler(end -> {
            requestEnded = true;
            if (!ended) {
                next.run();
            }
        });
        request.resume();
    }

    private void unsentChunk(Buffer chunk) {
        requestBytes += chunk.length();
        if (ended) {
            return;
        }
        listener.requestReceived(chunk);
        if (held != null) {
            held.add(chunk);
        }
        lastReadNanos = System.nanoTime();
        if (requestBytes > Forwarder.MAX_REQUEST_BYTES) {
            refuse(AnthropicError.tooLarge(Forwarder.MAX_REQUEST_BYTES), "request body too large");
        }
    }

    /// The client must see that the answer is not whole.
    void breakOff(String reason) {
        stopSending();
        end(new Outcome.UpstreamTruncated(reason));
        BrokenEnd.of(request);
    }

    private void refuse(AnthropicError error, String reason) {
        answerWith(error, new Outcome.Rejected(reason));
    }

    private void answerWith(AnthropicError error, Outcome outcome) {
        Buffer body = error.body();
        listener.refused(error.status(), body);
        stopSending();
        end(outcome);
        response.setStatusCode(error.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json");
        if (!requestEnded) {
            response.putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        response.end(body);
        if (!requestEnded) {
            discardRest();
        }
    }

    /// Takes what the client still sends, for a while, so that it comes to reading its answer.
    private void discardRest() {
        request.handler(chunk -> {});
        request.endHandler(end -> request.connection().close());
        request.exceptionHandler(error -> {});
        request.resume();
        forwarder.closeLater(request.connection());
    }

    void wrote() {
        lastWriteNanos = System.nanoTime();
    }

    boolean isEnded() {
        return ended;
    }

    void end(Outcome outcome) {
        ended = true;
        forwarder.done(this);
        listener.ended(outcome, proxyTime.nanos());
    }

    /// Ends the exchange where one side has been silent for too long.
    void checkTimeouts(long nowNanos) {
        if (response.writeQueueFull()) {
            if (nowNanos - lastWriteNanos > forwarder.timeouts().write().toNanos()) {
                clientGone();
            }
            return;
        }
        long silence = nowNanos - lastReadNanos;
        if (detour != null || silence <= forwarder.timeouts().read().toNanos()) {
            return;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(silence);
        if (answer != null) {
            breakOff("silent for " + seconds + " s");
        } else {
            answerWith(
                    AnthropicError.timedOut(forwarder.upstream(), seconds),
                    new Outcome.UpstreamUnreachable("no answer for " + seconds + " s"));
        }
    }
}
