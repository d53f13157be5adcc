package dev.ccproxy.core.forward;

import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.RouteResult;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;

/// Told of every step of a detour, on the exchange's event loop; like an [ExchangeListener], for
/// the side that the client does not see.
public interface DetourListener {
    /// What leaves for a provider, however often it is tried.
    ///
    /// @param secrets headers whose values must not be taken down, beside those that are known to
    ///   hold credentials
    /// @param losses what translating the request did not carry over
    record Departure(
            String method,
            String target,
            MultiMap headers,
            Set<String> secrets,
            Buffer body,
            List<Loss> losses) {}

    /// A try begins.
    void tried();

    /// The head of an answer came.
    void answered(int status, MultiMap headers);

    /// Bytes of an answer's body came.
    void received(Buffer chunk);

    /// A try brought no answer, or none that can be used.
    void failed(String reason);

    /// It is known what came of the detour. Called once; nothing follows it.
    ///
    /// @param reason why it did not go well, or the empty string
    void ended(RouteResult result, String reason, List<Loss> losses);
}
