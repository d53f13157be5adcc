package dev.ccproxy.data.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccproxy.configuration.SharedSecret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The secret that gives access. It is never compared letter by letter, and the cookie that stands
/// for it does not tell it.
final class Token {
    private static final String COOKIE_PURPOSE = "ccproxy dashboard cookie\n";

    private final SharedSecret secret;
    private final String cookie;

    Token(String secret) {
        this.secret = new SharedSecret(secret);
        cookie = HexFormat.of().formatHex(sha256(COOKIE_PURPOSE + secret));
    }

    /// Whether that is the secret.
    boolean matches(String shown) {
        return secret.is(shown);
    }

    /// Whether an `Authorization` header shows the secret.
    boolean isBorne(String authorization) {
        return secret.isBorne(authorization);
    }

    /// Whether that is the cookie's value.
    boolean matchesCookie(String shown) {
        return MessageDigest.isEqual(cookie.getBytes(UTF_8), shown.getBytes(UTF_8));
    }

    /// What a browser is given to show from then on.
    String cookie() {
        return cookie;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
