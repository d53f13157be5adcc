package dev.ccproxy.data.context;

import dev.ccproxy.exchange.Exchange;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How much a model takes in at once.
///
/// @see <a href="https://docs.claude.com/en/docs/build-with-claude/context-windows">Context
///   windows</a>
final class ContextWindow {
    private static final long USUAL = 200_000;
    private static final long LONG = 1_000_000;

    private ContextWindow() {}

    /// The window of the model that a request asked for, in tokens; null where the model is none of
    /// which that is known.
    ///
    /// @param used how many tokens the model took in: a prompt that was answered fitted
    static @Nullable Long of(Exchange exchange, long used) {
        String model = exchange.model() == null ? "" : exchange.model().toLowerCase(Locale.ROOT);
        if (!model.contains("claude")) {
            return null;
        }
        boolean asked =
                model.contains("[1m]")
                        || exchange.request()
                                .headers()
                                .first("anthropic-beta")
                                .filter(betas -> betas.contains("context-1m"))
                                .isPresent();
        return asked || used > USUAL ? LONG : USUAL;
    }
}
