package dev.ccproxy.core.forward;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One event loop's share of the proxy: a server, a client with connections of its own, and the
/// exchanges that are in flight between them.
final class Forwarder extends AbstractVerticle {
    /// The Messages API takes bodies up to this size.
    static final long MAX_REQUEST_BYTES = 32L << 20;

    private static final long TIMEOUT_CHECK_MILLIS = 250;
    private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final Shared shared;
    private final HttpClient client;
    private final ClientToken token;
    private final Set<Forwarding> inFlight = new HashSet<>();
    private volatile @Nullable Channel listening;
    private int port;

    /// What all event loops share.
    ///
    /// @param elsewhere takes the requests that are not the upstream's
    /// @param inFlight counts exchanges
    /// @param draining whether the process is about to end
    record Shared(
            ServerConfig config,
            Upstream upstream,
            UpstreamStatus status,
            ExchangeListener.Factory listeners,
            Diversion diversion,
            Handler<HttpServerRequest> elsewhere,
            AtomicInteger inFlight,
            AtomicBoolean draining) {}

    /// @param client used by this event loop alone
    /// @param port 0 for any free one
    Forwarder(Shared shared, HttpClient client, int port) {
        this.shared = shared;
        this.client = client;
        this.token = new ClientToken(shared.config().access().token());
        this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.setPeriodic(TIMEOUT_CHECK_MILLIS, tick -> checkTimeouts());
        HttpServer server = vertx.createHttpServer(Connections.serverOptions());
        server.connectionHandler(this::connected)
                .invalidRequestHandler(InvalidRequest::answer)
                .requestHandler(this::handle)
                .listen(port, shared.config().host())
                .onSuccess(listening -> port = listening.actualPort())
                .<Void>mapEmpty()
                .onComplete(started);
    }

    int port() {
        return port;
    }

    private void connected(HttpConnection connection) {
        listening = ((ConnectionBase) connection).channel().parent();
        ClientConnection.guard(connection, timeouts(), token);
    }

    /// Connections that exist go on: a server that is closed would close them too. What nobody has
    /// connected to yet need not be closed.
    void stopListening() {
        Channel channel = listening;
        if (channel != null) {
            channel.close();
        }
    }

    private void handle(HttpServerRequest request) {
        long startNanos = System.nanoTime();
        if (shared.draining().get()) {
            // The next request belongs elsewhere.
            request.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (!isForTheUpstream(request)) {
            shared.elsewhere().handle(request);
            return;
        }
        if (request.headers().contains(ClientToken.REFUSED)) {
            refuse(request);
            return;
        }
        Forwarding forwarding = new Forwarding(this, request, startNanos);
        inFlight.add(forwarding);
        shared.inFlight().incrementAndGet();
        forwarding.start();
    }

    /// Nothing is forwarded or recorded. The client may still be sending.
    private void refuse(HttpServerRequest request) {
        AnthropicError error = AnthropicError.tokenWanted();
        request.response()
                .setStatusCode(error.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .end(error.body());
        closeLater(request.connection());
    }

    /// The API, and the probes that Claude Code sends when it starts.
    private static boolean isForTheUpstream(HttpServerRequest request) {
        String path = request.path();
        if (path == null) {
            return false;
        }
        return path.startsWith("/v1/")
                || (request.method().equals(HttpMethod.HEAD)
                        && (path.equals("/") || path.equals("/api/hello")));
    }

    /// The length that a request says its body has; 0 where it does not say.
    static long declaredLength(HttpServerRequest request) {
        String value = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return value == null ? 0 : Long.parseLong(value);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void checkTimeouts() {
        long now = System.nanoTime();
        new ArrayList<>(inFlight).forEach(forwarding -> forwarding.checkTimeouts(now));
    }

    void done(Forwarding forwarding) {
        if (inFlight.remove(forwarding)) {
            shared.inFlight().decrementAndGet();
        }
    }

    void closeLater(HttpConnection connection) {
        vertx.setTimer(LINGER_MILLIS, late -> connection.close());
    }

    HttpClient client() {
        return client;
    }

    Upstream upstream() {
        return shared.upstream();
    }

    UpstreamStatus status() {
        return shared.status();
    }

    ExchangeListener.Factory listeners() {
        return shared.listeners();
    }

    Diversion diversion() {
        return shared.diversion();
    }

    ServerConfig.Timeouts timeouts() {
        return shared.config().timeouts();
    }
}
