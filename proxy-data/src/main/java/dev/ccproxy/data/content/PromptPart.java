package dev.ccproxy.data.content;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A part of a request, in the order in which the API lays prompts out, and so caches them.
public enum PromptPart {
    TOOLS,
    SYSTEM,
    MESSAGES;

    /// Its name on the wire, for example `tools`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
