package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a message is in a conversation.
@Schema(
        enumeration = {"prompt", "results", "continuation", "answer", "system"},
        description =
                "`prompt` begins a turn; `results` brings what tools gave; `continuation` sums up"
                        + " what was compacted; `answer` is the model's; `system` is the client's"
                        + " word in between")
public enum MessageKind {
    PROMPT,
    RESULTS,
    CONTINUATION,
    ANSWER,
    SYSTEM;

    /// Its name in the API, for example `prompt`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a turn begins with it.
    boolean beginsTurn() {
        return this == PROMPT || this == CONTINUATION;
    }

    static MessageKind withCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
