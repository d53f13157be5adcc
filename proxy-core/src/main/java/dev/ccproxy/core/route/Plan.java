package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Provider;
import dev.ccproxy.core.agent.Sender;
import dev.ccproxy.core.translate.Translation;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.RouteDecision;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be done with a request. Nothing of it has been done yet.
public sealed interface Plan {
    /// Who sent it.
    Sender sender();

    /// It goes to the upstream as it came.
    record Stay(Sender sender) implements Plan {}

    /// It goes to the upstream, which is asked for another model.
    ///
    /// @param body with that model's name
    record Rename(Sender sender, RouteDecision decision, Buffer body) implements Plan {}

    /// Its tokens are estimated.
    record Estimate(Sender sender, RouteDecision decision, Translation translation)
            implements Plan {}

    /// It goes to a provider.
    ///
    /// @param path the client's, without its query
    /// @param body for the provider
    /// @param translation null for a provider that speaks the Messages API itself
    record Call(
            Sender sender,
            RouteDecision decision,
            Provider provider,
            String path,
            Buffer body,
            @Nullable Translation translation)
            implements Plan {
        /// What the translation has lost so far.
        public List<Loss> losses() {
            return translation == null ? List.of() : translation.losses();
        }
    }
}
