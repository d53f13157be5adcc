package dev.ccproxy.core.forward;

import dev.ccproxy.exchange.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Takes requests off their way to the upstream. Everything happens on the exchange's event loop.
public interface Diversion {
    /// Whether a request's body has to be held back until it is known where it goes. Asked for
    /// every request when its head has come, so it has to be quick.
    boolean concerns(HttpServerRequest request);

    /// Where a request goes whose body has come; null where it goes to the upstream after all.
    @Nullable Detour detour(HttpServerRequest request, Exit exit);

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
