package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a request is for. All but the first two stand beside the thread of messages.
@Schema(
        enumeration = {
            "main",
            "agent",
            "compaction",
            "quota_probe",
            "warm_up",
            "title",
            "suggestion",
            "prefix_check",
            "recap",
            "count_tokens",
            "web_search",
            "classifier",
            "auxiliary",
            "probe"
        },
        description =
                """
                What a request is for: `main` a step of the main conversation; `agent` of an \
                agent's; `compaction` asks for the summary that takes the history's place; \
                `quota_probe` whether the key works; `warm_up` fills the cache; `title` names the \
                session; `suggestion` guesses the next prompt; `prefix_check` looks at a command; \
                `recap` sums up for who comes back; `count_tokens` counts; `web_search` searches \
                for a tool; `classifier` judges an action in auto mode; `auxiliary` another side \
                request; `probe` something that is no call of the model\
                """)
public enum RequestClass {
    MAIN,
    AGENT,
    COMPACTION,
    QUOTA_PROBE,
    WARM_UP,
    TITLE,
    SUGGESTION,
    PREFIX_CHECK,
    RECAP,
    COUNT_TOKENS,
    WEB_SEARCH,
    CLASSIFIER,
    AUXILIARY,
    PROBE;

    /// Its name in the API, for example `count_tokens`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether its messages are the conversation's.
    boolean isStep() {
        return this == MAIN || this == AGENT;
    }

    static RequestClass withCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
