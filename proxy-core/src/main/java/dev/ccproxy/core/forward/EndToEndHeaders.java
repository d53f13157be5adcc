package dev.ccproxy.core.forward;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;

/// Copies the header lines that are meant for the other end and leaves out those that are about one
/// connection only.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, 7.6.1</a>
final class EndToEndHeaders {
    private static final List<AsciiString> HOP_BY_HOP =
            List.of(
                    HttpHeaderNames.CONNECTION,
                    AsciiString.cached("keep-alive"),
                    AsciiString.cached("proxy-connection"),
                    HttpHeaderNames.PROXY_AUTHENTICATE,
                    HttpHeaderNames.PROXY_AUTHORIZATION,
                    HttpHeaderNames.TE,
                    HttpHeaderNames.TRAILER,
                    HttpHeaderNames.TRANSFER_ENCODING,
                    HttpHeaderNames.UPGRADE);

    private static final AsciiString VERSION = AsciiString.cached("anthropic-version");

    private EndToEndHeaders() {}

    /// Appends to `to` in order, names spelt and lines repeated as they came.
    static void copy(MultiMap from, MultiMap to) {
        List<AsciiString> named = namedByConnection(from);
        HeaderLines.forEach(
                from,
                (name, value) -> {
                    if (isEndToEnd(name, named)) {
                        to.add(name, value);
                    }
                });
    }

    /// As [#copy], with the upstream's authority in place of the client's `Host`.
    static void copyRequest(HttpServerRequest request, HttpClientRequest sent, Upstream upstream) {
        MultiMap from = request.headers();
        MultiMap to = sent.headers();
        List<AsciiString> named = namedByConnection(from);
        // HTTP/2 tells it otherwise, as `:authority`.
        boolean hasHost = sent.version() != HttpVersion.HTTP_2;
        HeaderLines.forEach(
                from,
                (name, value) -> {
                    if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)) {
                        if (hasHost) {
                            to.set(name, upstream.authority());
                        }
                    } else if (isEndToEnd(name, named)) {
                        to.add(name, value);
                    }
                });
        if (upstream.version() != null && !from.contains(VERSION)) {
            to.add(VERSION, upstream.version());
        }
    }

    private static boolean isEndToEnd(CharSequence name, List<AsciiString> namedByConnection) {
        return !isAmong(HOP_BY_HOP, name) && !isAmong(namedByConnection, name);
    }

    /// Quicker than a set: few names are of the same length, and the rest is not looked at.
    private static boolean isAmong(List<AsciiString> names, CharSequence name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).contentEqualsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<AsciiString> namedByConnection(MultiMap headers) {
        if (!headers.contains(HttpHeaderNames.CONNECTION)) {
            return List.of();
        }
        List<AsciiString> names = new ArrayList<>(0);
        for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
            if (!HttpHeaderValues.KEEP_ALIVE.contentEqualsIgnoreCase(value)) {
                addNames(value, names);
            }
        }
        return names;
    }

    private static void addNames(String value, List<AsciiString> names) {
        for (String part : value.split(",", -1)) {
            AsciiString name = AsciiString.of(part.strip());
            // Framing belongs to the message, whatever a client claims.
            if (!HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
                    && !HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)) {
                names.add(name);
            }
        }
    }
}
