package dev.ccproxy.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A vendor that agents can be sent to, with our own credentials there.
///
/// @param name by which mappings refer to it
/// @param apiKey empty where it wants none, as servers on one's own machine do
/// @param version the `anthropic-version` of requests to a provider that speaks Anthropic's API
/// @param maxRetries how often a request is tried again that brought no first byte
/// @param timeout how long it may be silent
/// @param fallback whether an agent goes to Claude, with its original model, where it fails
/// @param headers to add to each request
/// @param models that it is known to have
public record Provider(
        String name,
        Format format,
        Api api,
        URI baseUrl,
        Optional<String> apiKey,
        String version,
        int maxRetries,
        Duration timeout,
        Breaker breaker,
        boolean fallback,
        Map<String, String> headers,
        List<String> models) {
    public Provider {
        headers = Map.copyOf(headers);
        models = List.copyOf(models);
    }

    /// Whose API it speaks.
    public enum Format {
        ANTHROPIC,
        OPENAI
    }

    /// Which of OpenAI's APIs.
    public enum Api {
        CHAT,
        RESPONSES
    }

    /// When a provider that fails is left alone for a while.
    ///
    /// @param maxFailures how many of the last requests have failed then, which are most of them
    /// @param timeout for how long
    public record Breaker(boolean enabled, int maxFailures, Duration timeout) {}

    /// Keys are never shown, not even by mistake in a log.
    @Override
    public String toString() {
        return name + " at " + baseUrl;
    }
}
