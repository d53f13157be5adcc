package dev.ccproxy.data.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a text is in a conversation.
@Schema(
        enumeration = {
            "prompt",
            "answer",
            "thinking",
            "tool_input",
            "tool_result",
            "context",
            "system_prompt"
        },
        description =
                "`prompt` what a person, or the calling agent, said; `answer` the model's words;"
                        + " `thinking`; `tool_input` and `tool_result`; `context` what the client"
                        + " adds, such as reminders and summaries; `system_prompt`")
public enum PassageKind {
    PROMPT("user", true, 4),
    ANSWER("assistant", true, 4),
    THINKING("assistant", true, 2),
    TOOL_INPUT("assistant", true, 2),
    TOOL_RESULT("user", false, 1),
    CONTEXT("user", false, 0),
    SYSTEM_PROMPT("system", false, 0);

    private final String role;
    private final boolean said;
    private final int weight;

    PassageKind(String role, boolean said, int weight) {
        this.role = role;
        this.said = said;
        this.weight = weight;
    }

    /// Whose message it is part of: `user`, `assistant` or `system`.
    String role() {
        return role;
    }

    /// Whether a person or the model said it, so that beginnings of its words find it, too.
    boolean isSaid() {
        return said;
    }

    /// How much it counts beside others that match as well.
    int weight() {
        return weight;
    }

    /// Its name in the API, for example `tool_input`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PassageKind> withCode(String code) {
        return Stream.of(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
