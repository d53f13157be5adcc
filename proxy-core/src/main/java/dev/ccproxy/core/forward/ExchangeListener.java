package dev.ccproxy.core.forward;

import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RouteDecision;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Told of every step of one exchange, on the event loop that it runs on. Implementations take note
/// and return at once; they never change, delay or fail the exchange.
///
/// Buffers that are handed over belong to nobody any more and are not written to.
public interface ExchangeListener {
    /// Bytes of the request's body came from the client.
    void requestReceived(Buffer chunk);

    /// Bytes of the request's body left for the upstream.
    void requestSent(Buffer chunk);

    /// What leaves for the upstream is not what the client had sent.
    void requestReplaced();

    /// The request's body tells which session it belongs to, where its head does not.
    default void belongsTo(String session) {}

    /// The request goes elsewhere than to the upstream as it came.
    ///
    /// @param departure null where no other provider is asked
    /// @return what is to be told how that goes
    DetourListener routed(RouteDecision decision, DetourListener.@Nullable Departure departure);

    /// The request came to its end.
    void requestEnded();

    /// The head of the answer came from the upstream, or from where the request was diverted to.
    void answered(int status, MultiMap headers);

    /// The proxy itself answers.
    void refused(int status, Buffer body);

    /// Bytes of the answer's body came from the upstream.
    void responseReceived(Buffer chunk);

    /// The exchange is over. Called exactly once, after all others.
    ///
    /// @param proxyNanos how long the proxy itself held the exchange up, in nanoseconds
    void ended(Outcome outcome, long proxyNanos);

    /// Makes a listener for each exchange.
    @FunctionalInterface
    interface Factory {
        /// The head of a request has come.
        ///
        /// @param startNanos when it came, by `System.nanoTime()`
        ExchangeListener began(HttpServerRequest request, long startNanos);
    }
}
