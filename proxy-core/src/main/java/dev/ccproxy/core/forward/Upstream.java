package dev.ccproxy.core.forward;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A configured address. Nothing that a client sends can choose another one.
///
/// @param pathPrefix what stands before each request's path, without a slash at its end
/// @param version the `anthropic-version` for requests that have none
record Upstream(
        String host,
        int port,
        boolean tls,
        String pathPrefix,
        @Nullable String version,
        int maxRetries) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    static Upstream of(UpstreamConfig config) {
        URI uri = config.baseUrl();
        boolean tls = uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
        int standardPort = tls ? HTTPS_PORT : HTTP_PORT;
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        return new Upstream(
                uri.getHost(),
                uri.getPort() < 0 ? standardPort : uri.getPort(),
                tls,
                path.replaceAll("/+$", ""),
                config.version().orElse(null),
                config.maxRetries());
    }

    /// What the `Host` header says: the port only where it is not the scheme's own.
    String authority() {
        boolean standard = port == (tls ? HTTPS_PORT : HTTP_PORT);
        return standard ? host : host + ":" + port;
    }

    /// The request to send for the client's.
    RequestOptions request(HttpServerRequest request) {
        return new RequestOptions()
                .setMethod(request.method())
                .setHost(host)
                .setPort(port)
                .setSsl(tls)
                .setURI(pathPrefix + target(request.uri()));
    }

    /// The request's own path and query as they came, also where a client names a host before them.
    private static String target(String uri) {
        if (uri.startsWith("/")) {
            return uri;
        }
        int path = uri.indexOf('/', uri.indexOf("://") + 3);
        return path < 0 ? "/" : uri.substring(path);
    }
}
