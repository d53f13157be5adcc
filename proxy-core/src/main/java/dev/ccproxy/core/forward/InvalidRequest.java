package dev.ccproxy.core.forward;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Answers what cannot be read as HTTP, and closes: what follows on that connection cannot be
/// trusted.
final class InvalidRequest {
    private InvalidRequest() {}

    static void answer(HttpServerRequest request) {
        AnthropicError error = errorFor(request.decoderResult());
        request.response()
                .setStatusCode(error.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(error.body())
                .onComplete(sent -> request.connection().close());
    }

    private static AnthropicError errorFor(DecoderResult result) {
        return switch (result.cause()) {
            case TooLongHttpLineException line ->
                    AnthropicError.invalid(414, "The request's URL is too long.");
            case TooLongHttpHeaderException header ->
                    AnthropicError.invalid(431, "The request's headers are too large.");
            default -> AnthropicError.invalid(400, "The request is not valid HTTP.");
        };
    }
}
