package dev.ccproxy.core.forward;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/// An error of the proxy's own, in the shape in which the Messages API tells errors.
///
/// @param status the HTTP status
/// @param type the API's name for it
/// @see <a href="https://docs.claude.com/en/api/errors">Errors</a>
record AnthropicError(int status, String type, String message) {
    static AnthropicError tooLarge(long limit) {
        return new AnthropicError(
                413,
                "request_too_large",
                "The request body is larger than " + (limit >> 20) + " MiB.");
    }

    static AnthropicError unreachable(Upstream upstream, String reason) {
        return new AnthropicError(
                502,
                "api_error",
                "The proxy got no answer from " + upstream.authority() + ": " + reason);
    }

    static AnthropicError timedOut(Upstream upstream, long seconds) {
        return new AnthropicError(
                504,
                "timeout_error",
                "The proxy got no answer from %s for %d s."
                        .formatted(upstream.authority(), seconds));
    }

    static AnthropicError tokenWanted() {
        return new AnthropicError(
                401,
                "authentication_error",
                "The proxy wants its PROXY_TOKEN: ANTHROPIC_CUSTOM_HEADERS=\"CCProxy-Token: …\", or a"
                        + " base URL that ends in /t/….");
    }

    static AnthropicError notFound(String path) {
        return new AnthropicError(
                404, "not_found_error", path + " is neither the API's nor the proxy's.");
    }

    static AnthropicError invalid(int status, String message) {
        return new AnthropicError(status, "invalid_request_error", message);
    }

    Buffer body() {
        return new JsonObject()
                .put("type", "error")
                .put("error", new JsonObject().put("type", type).put("message", message))
                .toBuffer();
    }
}
