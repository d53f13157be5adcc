package dev.ccproxy.core.translate;

/// Which of OpenAI's APIs a provider speaks.
public enum Dialect {
    /// Chat Completions, which most other vendors speak too.
    CHAT("/chat/completions"),
    /// Responses.
    RESPONSES("/responses");

    private final String path;

    Dialect(String path) {
        this.path = path;
    }

    /// Where requests go, below the base URL and its version.
    public String path() {
        return path;
    }
}
