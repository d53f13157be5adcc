package dev.ccproxy.core.forward;

import dev.ccproxy.configuration.SharedSecret;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What clients show where the proxy does not serve just anybody: a header that Claude Code sends
/// by `ANTHROPIC_CUSTOM_HEADERS`, or the beginning of the path, as in a base URL that ends in
/// `/t/…`. It is taken off each request before anything else sees it.
final class ClientToken {
    /// Marks a request that did not show it. No client can: it is taken off what comes.
    static final AsciiString REFUSED = AsciiString.cached("ccproxy-refused");

    private static final AsciiString HEADER = AsciiString.cached("ccproxy-token");
    private static final String PREFIX = "/t/";

    private final @Nullable SharedSecret secret;

    ClientToken(Optional<String> token) {
        this.secret = token.map(SharedSecret::new).orElse(null);
    }

    /// Takes it off, and marks the request where it was needed and not there.
    void takeFrom(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String inHeader = headers.get(HEADER);
        headers.remove(HEADER);
        headers.remove(REFUSED);
        if (secret == null) {
            return;
        }
        String inPath = takeFromPath(request);
        String shown = inHeader == null ? inPath : inHeader;
        if (shown == null || !secret.is(shown)) {
            headers.set(REFUSED, "");
        }
    }

    private static @Nullable String takeFromPath(HttpRequest request) {
        String uri = request.uri();
        if (!uri.startsWith(PREFIX)) {
            return null;
        }
        int end = uri.length();
        for (int i = PREFIX.length(); i < end; i++) {
            char c = uri.charAt(i);
            if (c == '/' || c == '?') {
                end = i;
            }
        }
        request.setUri(uri.startsWith("/", end) ? uri.substring(end) : "/" + uri.substring(end));
        return uri.substring(PREFIX.length(), end);
    }
}
