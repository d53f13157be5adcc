package dev.ccproxy.core.forward;

import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RouteDecision;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Takes requests off their way to the upstream. Everything happens on the exchange's event loop.
public interface Diversion {
    /// Whether a request's body has to be held back until it is known where it goes. Asked for
    /// every request when its head has come, so it has to be quick.
    boolean concerns(HttpServerRequest request);

    /// The way of a request whose body has come. It may lead to the upstream after all.
    Detour detour(HttpServerRequest request, Exit exit);

    /// Another way to an answer.
    interface Detour {
        void start();

        /// The client is gone, or will not wait any longer.
        void cancel();
    }

    /// Where a detour leads back to the exchange. What comes after its end is not heeded.
    interface Exit {
        /// The request's body.
        Buffer body();

        /// The request's body tells which session it belongs to, where its head does not.
        void belongsTo(String session);

        /// It is decided that the request goes elsewhere than to the upstream as it came.
        ///
        /// @param departure null where no other provider is asked
        /// @return what is to be told how that goes
        DetourListener routed(RouteDecision decision, DetourListener.@Nullable Departure departure);

        /// Sends the request to the upstream after all, with this body.
        void toUpstream(Buffer body);

        /// Begins the answer.
        void answer(int status, MultiMap headers);

        /// Goes on with the answer.
        void write(Buffer chunk);

        /// Whether the client takes no more for now.
        boolean isFull();

        /// Has something done once the client takes more.
        void onDrain(Runnable next);

        /// The answer is whole.
        void end(Outcome outcome);

        /// The answer broke off, and the client must see that.
        void breakOff(String reason);
    }
}
