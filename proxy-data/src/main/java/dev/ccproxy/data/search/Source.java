package dev.ccproxy.data.search;

/// Where the text of a passage is.
public final class Source {
    /// In a message of the index.
    static final int MESSAGE = 0;

    /// In a system prompt of the index.
    static final int SYSTEM_PROMPT = 1;

    /// In a transcript that Claude Code wrote.
    public static final int TRANSCRIPT = 2;

    private Source() {}
}
