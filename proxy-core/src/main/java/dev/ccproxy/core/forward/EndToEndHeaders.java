package dev.ccproxy.core.forward;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Copies the header lines that are meant for the other end and leaves out those that are about one
/// connection only.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, 7.6.1</a>
final class EndToEndHeaders {
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private static final String VERSION = "anthropic-version";

    private EndToEndHeaders() {}

    /// Appends to `to` in order, names spelt and lines repeated as they came.
    static void copy(MultiMap from, MultiMap to) {
        Set<String> named = namedByConnection(from);
        for (Map.Entry<String, String> line : from) {
            if (isEndToEnd(line.getKey(), named)) {
                to.add(line.getKey(), line.getValue());
            }
        }
    }

    /// As [#copy], with the upstream's authority in place of the client's `Host`.
    static void copyRequest(HttpServerRequest request, HttpClientRequest sent, Upstream upstream) {
        MultiMap from = request.headers();
        MultiMap to = sent.headers();
        Set<String> named = namedByConnection(from);
        for (Map.Entry<String, String> line : from) {
            String name = line.getKey();
            if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)) {
                // HTTP/2 tells it otherwise, as `:authority`.
                if (sent.version() != HttpVersion.HTTP_2) {
                    to.set(name, upstream.authority());
                }
            } else if (isEndToEnd(name, named)) {
                to.add(name, line.getValue());
            }
        }
        if (upstream.version() != null && !from.contains(VERSION)) {
            to.add(VERSION, upstream.version());
        }
    }

    private static boolean isEndToEnd(String name, Set<String> namedByConnection) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return !HOP_BY_HOP.contains(lowerCase) && !namedByConnection.contains(lowerCase);
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        String first = headers.get("connection");
        if (first == null
                || first.equalsIgnoreCase("keep-alive")
                || first.equalsIgnoreCase("close")) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String value : headers.getAll("connection")) {
            for (String name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        // Framing belongs to the message, whatever a client claims.
        names.remove("content-length");
        names.remove("host");
        return names;
    }
}
