package dev.ccproxy.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A secret that has to be shown. Comparing takes as long whatever is shown, so that it tells
/// nothing.
public final class SharedSecret {
    private static final String BEARER = "bearer ";

    private final byte[] digest;

    public SharedSecret(String secret) {
        digest = sha256(secret);
    }

    /// Whether that is the secret.
    public boolean is(String shown) {
        return MessageDigest.isEqual(digest, sha256(shown));
    }

    /// Whether it is what an `Authorization` header shows as its bearer's token.
    public boolean isBorne(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && is(authorization.substring(BEARER.length()).strip());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
