package dev.ccproxy.data.export;

import java.util.List;
import java.util.regex.Pattern;

/// Takes what looks like a key out of texts. Keys in headers never reach the record; those that
/// people or tools put into prompts do.
final class Redaction {
    private static final String INSTEAD = "[redacted]";

    /// Shapes that keys of well-known services have.
    private static final Pattern KEYS =
            Pattern.compile(
                    String.join(
                            "|",
                            List.of(
                                    "sk-[A-Za-z0-9_-]{20,}",
                                    "gh[pousr]_[A-Za-z0-9]{30,}",
                                    "github_pat_[A-Za-z0-9_]{30,}",
                                    "glpat-[A-Za-z0-9_-]{20,}",
                                    "(?:AKIA|ASIA)[A-Z0-9]{16}",
                                    "AIza[A-Za-z0-9_-]{35}",
                                    "xox[abeprs]-[A-Za-z0-9-]{10,}",
                                    "npm_[A-Za-z0-9]{36}",
                                    "eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]+",
                                    "-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*-----END [A-Z ]*PRIVATE"
                                            + " KEY-----")));

    private final boolean active;

    Redaction(boolean active) {
        this.active = active;
    }

    String apply(String text) {
        return active ? KEYS.matcher(text).replaceAll(INSTEAD) : text;
    }
}
