package dev.ccproxy.core.translate;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ids by which results refer to calls, as each side takes them.
final class CallIds {
    private static final int MAX_LENGTH = 40;
    private static final int DIGITS = 32;
    private static final Pattern TAKEN_BY_CLAUDE = Pattern.compile("[a-zA-Z0-9_-]+");

    private CallIds() {}

    /// The same for a call and its result.
    static String there(String id) {
        return id.length() <= MAX_LENGTH && !id.isEmpty() ? id : "call_" + Digest.of(id, DIGITS);
    }

    /// Claude takes the id too, should the conversation go on there.
    static String back(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return "toolu_" + UUID.randomUUID().toString().replace("-", "");
        }
        return TAKEN_BY_CLAUDE.matcher(id).matches() ? id : "toolu_" + Digest.of(id, DIGITS);
    }
}
