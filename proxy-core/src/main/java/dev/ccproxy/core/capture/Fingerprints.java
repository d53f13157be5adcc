package dev.ccproxy.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Puts a salted fingerprint in place of a credential: equal credentials can be told to be equal,
/// and nothing leads back to them.
final class Fingerprints {
    private static final int SHOWN_BYTES = 8;
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key");
    private static final String[] TELLING = {
        "api-key", "apikey", "secret", "password", "credential"
    };
    private static final String[] TELLING_ENDS = {"token", "-auth", "-key", "signature"};

    /// More names than clients use; what comes beyond is looked at each time.
    private static final int MOST_KNOWN_NAMES = 256;

    private final Map<String, Boolean> knownNames = new ConcurrentHashMap<>();
    private final byte[] salt;

    Fingerprints(byte[] salt) {
        this.salt = salt.clone();
    }

    /// The value as it may be recorded: itself, or a fingerprint where the name tells of a
    /// credential. A scheme such as `Bearer` stays readable.
    String recordable(String name, String value) {
        return isCredential(name) ? hidden(name, value) : value;
    }

    /// A fingerprint of the value, whatever the name tells.
    String hidden(String name, String value) {
        int space = value.indexOf(' ');
        boolean hasScheme = space > 0 && name.toLowerCase(Locale.ROOT).endsWith("authorization");
        String scheme = hasScheme ? value.substring(0, space + 1) : "";
        return scheme + fingerprint(value.substring(scheme.length()));
    }

    private boolean isCredential(String name) {
        Boolean known = knownNames.get(name);
        if (known != null) {
            return known;
        }
        boolean credential = tellsOfCredential(name.toLowerCase(Locale.ROOT));
        if (knownNames.size() < MOST_KNOWN_NAMES) {
            knownNames.put(name, credential);
        }
        return credential;
    }

    private static boolean tellsOfCredential(String lowerCaseName) {
        if (CREDENTIALS.contains(lowerCaseName)) {
            return true;
        }
        for (String part : TELLING) {
            if (lowerCaseName.contains(part)) {
                return true;
            }
        }
        for (String end : TELLING_ENDS) {
            if (lowerCaseName.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    private String fingerprint(String credential) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            byte[] digest = sha256.digest(credential.getBytes(UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
