package dev.ccproxy.core.route;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;

/// A provider brought no answer, or one that says to try again.
final class ProviderFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    static final int UNREACHED = 0;

    private final int status;
    private final byte[] body;
    private final transient MultiMap headers;

    private ProviderFailure(int status, byte[] body, MultiMap headers, String message) {
        super(message);
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    static ProviderFailure unreached(String reason) {
        return new ProviderFailure(
                UNREACHED, new byte[0], MultiMap.caseInsensitiveMultiMap(), reason);
    }

    /// @param body decoded
    static ProviderFailure answered(int status, byte[] body, MultiMap headers) {
        return new ProviderFailure(status, body, headers, "HTTP status " + status);
    }

    static boolean isTransient(int status) {
        return status == TOO_MANY || status >= SERVER_ERRORS;
    }

    /// The status that the provider answered with, or [#UNREACHED].
    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    MultiMap headers() {
        return headers;
    }

    /// How long the provider asks to be left alone; empty where it does not say so in seconds.
    Optional<Duration> pause() {
        return Optional.ofNullable(headers.get("retry-after"))
                .filter(value -> value.matches("\\d{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
