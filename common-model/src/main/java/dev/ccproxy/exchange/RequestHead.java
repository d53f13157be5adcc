package dev.ccproxy.exchange;

import org.jspecify.annotations.Nullable;

/// What came before the request's body.
///
/// @param method for example `POST`
/// @param path for example `/v1/messages`, undecoded
/// @param query what follows the first `?`, undecoded, or null where there was none
/// @param protocol `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`, between the client and the proxy
/// @param headers as received, credentials replaced by fingerprints
public record RequestHead(
        String method, String path, @Nullable String query, String protocol, Headers headers) {}
