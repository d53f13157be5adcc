package dev.ccproxy.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccproxy.exchange.Header;
import io.netty.util.AsciiString;
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

    private final Map<AsciiString, Name> knownNames = new ConcurrentHashMap<>();
    private final MessageDigest salted;

    /// A header's name, spelt as it was on the wire.
    private record Name(String text, boolean isCredential) {
        Name(String text) {
            this(text, tellsOfCredential(text.toLowerCase(Locale.ROOT)));
        }
    }

    Fingerprints(byte[] salt) {
        try {
            salted = MessageDigest.getInstance("SHA-256");
            salted.update(salt);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The line as it may be recorded: itself, or with a fingerprint where the name tells of a
    /// credential. A scheme such as `Bearer` stays readable.
    Header recordable(CharSequence name, CharSequence value) {
        Name known = known(AsciiString.of(name));
        String text = value.toString();
        return new Header(known.text, known.isCredential ? covered(known.text, text) : text);
    }

    private Name known(AsciiString name) {
        Name known = knownNames.get(name);
        if (known == null) {
            known = new Name(name.toString());
            if (knownNames.size() < MOST_KNOWN_NAMES) {
                knownNames.put(new AsciiString(known.text), known);
            }
        }
        return known;
    }

    /// The line with a fingerprint in place of its value, whatever its name tells.
    Header hidden(CharSequence name, CharSequence value) {
        String text = known(AsciiString.of(name)).text;
        return new Header(text, covered(text, value.toString()));
    }

    private String covered(String name, String value) {
        int space = value.indexOf(' ');
        boolean hasScheme = space > 0 && name.toLowerCase(Locale.ROOT).endsWith("authorization");
        String scheme = hasScheme ? value.substring(0, space + 1) : "";
        return scheme + fingerprint(value.substring(scheme.length()));
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
            MessageDigest sha256 = (MessageDigest) salted.clone();
            byte[] digest = sha256.digest(credential.getBytes(UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }
}
