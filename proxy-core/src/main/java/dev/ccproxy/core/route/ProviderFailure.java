package dev.ccproxy.core.route;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
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

    /// How long the provider asks to be left alone, in seconds or until a date; empty where it does
    /// not say.
    Optional<Duration> pause() {
        String value = headers.get("retry-after");
        if (value == null) {
            return Optional.empty();
        }
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            Duration left = Duration.between(Instant.now(), until);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            // Neither; then it is our own choice.
            return Optional.empty();
        }
    }
}
