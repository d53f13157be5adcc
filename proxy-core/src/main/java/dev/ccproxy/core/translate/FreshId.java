package dev.ccproxy.core.translate;

import java.util.UUID;

/// Ids that nothing else has.
public final class FreshId {
    private static final int DIGITS = 24;

    private FreshId() {}

    /// For example `msg_1f0c…`.
    ///
    /// @param prefix what stands before the digits
    public static String of(String prefix) {
        UUID random = UUID.randomUUID();
        return prefix + random.toString().replace("-", "").substring(0, DIGITS);
    }
}
