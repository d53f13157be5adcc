package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Provider;
import dev.ccproxy.core.forward.DetourListener;
import dev.ccproxy.core.translate.Dialect;
import dev.ccproxy.exchange.Loss;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How a provider is called: its address, and our credentials there. Of what the client sent,
/// nothing but the body goes there.
final class ProviderAddress {
    private static final String GENUINE = "api.openai.com";
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private ProviderAddress() {}

    static Dialect dialect(Provider provider) {
        return switch (provider.api()) {
            case CHAT -> Dialect.CHAT;
            case RESPONSES -> Dialect.RESPONSES;
        };
    }

    static boolean isGenuine(Provider provider) {
        return GENUINE.equalsIgnoreCase(provider.baseUrl().getHost());
    }

    /// The request to send, by the path of the client's.
    ///
    /// @param bytes how long its body is
    static RequestOptions request(Provider provider, String clientPath, int bytes) {
        URI base = provider.baseUrl();
        boolean tls = base.getScheme().toLowerCase(Locale.ROOT).equals("https");
        int standardPort = tls ? HTTPS_PORT : HTTP_PORT;
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(base.getHost())
                        .setPort(base.getPort() < 0 ? standardPort : base.getPort())
                        .setSsl(tls)
                        .setURI(path(provider, clientPath))
                        .putHeader(HttpHeaders.HOST, authority(base))
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(bytes))
                        .putHeader(HttpHeaders.USER_AGENT, "claude-code-proxy");
        switch (provider.format()) {
            case OPENAI ->
                    provider.apiKey()
                            .ifPresent(key ->
                                    options.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key));
            case ANTHROPIC -> {
                options.putHeader("anthropic-version", provider.version());
                provider.apiKey().ifPresent(key -> options.putHeader("x-api-key", key));
            }
        }
        provider.headers().forEach(options::putHeader);
        return options;
    }

    private static String authority(URI base) {
        return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
    }

    /// What of it is taken down: whatever headers the configuration adds may be secret.
    static DetourListener.Departure departure(
            Provider provider, RequestOptions options, Buffer body, List<Loss> losses) {
        Set<String> secrets = new HashSet<>();
        provider.headers().keySet().forEach(name -> secrets.add(name.toLowerCase(Locale.ROOT)));
        return new DetourListener.Departure(
                options.getMethod().name(),
                options.getURI(),
                options.getHeaders(),
                secrets,
                body,
                losses);
    }

    /// A base URL may be that of the host alone, or may hold the API's version already.
    private static String path(Provider provider, String clientPath) {
        String base =
                Optional.ofNullable(provider.baseUrl().getRawPath())
                        .orElse("")
                        .replaceAll("/+$", "");
        return switch (provider.format()) {
            case OPENAI -> (base.isEmpty() ? "/v1" : base) + dialect(provider).path();
            case ANTHROPIC ->
                    base.endsWith("/v1")
                            ? base + clientPath.substring("/v1".length())
                            : base + clientPath;
        };
    }
}
