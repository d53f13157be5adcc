package dev.ccproxy.core.translate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ids by which results refer to calls, as each side takes them.
///
/// Claude Code wants each id once in a conversation, and some providers begin with `call_0` in
/// every answer. So the client gets ids that nothing else has. They hold the provider's own, which
/// it gets back: some read more out of them than which call is meant.
final class CallIds {
    private static final int MAX_LENGTH = 40;
    private static final int DIGITS = 32;
    private static final String PREFIX = "toolu_";
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Pattern OURS = Pattern.compile(PREFIX + "[0-9a-f]{24}([_-])(.+)");

    private final Map<String, String> there = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /// The provider's id, or one that it takes: the same for a call and its result, and for no
    /// other call of the request.
    String there(String id) {
        return there.computeIfAbsent(id, this::free);
    }

    private String free(String id) {
        String theirs = theirs(id);
        if (taken.add(theirs)) {
            return theirs;
        }
        String other = digest(id);
        taken.add(other);
        return other;
    }

    private static String theirs(String id) {
        Matcher ours = OURS.matcher(id);
        if (ours.matches()) {
            return ours.group(1).equals("_") ? ours.group(2) : decoded(ours.group(2), id);
        }
        return id.length() <= MAX_LENGTH && !id.isEmpty() ? id : digest(id);
    }

    private static String decoded(String text, String id) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // It only looks like one of ours.
            return digest(id);
        }
    }

    private static String digest(String id) {
        return "call_" + Digest.of(id, DIGITS);
    }

    /// The client's id for a call that a provider makes. Claude takes it too, should the
    /// conversation go on there.
    static String back(@Nullable String id) {
        String fresh = FreshId.of(PREFIX);
        if (id == null || id.isEmpty()) {
            return fresh;
        }
        return PLAIN.matcher(id).matches()
                ? fresh + "_" + id
                : fresh + "-" + encoded(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }
}
