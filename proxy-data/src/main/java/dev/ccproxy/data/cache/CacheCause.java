package dev.ccproxy.data.cache;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Why tokens that a predecessor left in the cache were not read from it.
@Schema(
        enumeration = {
            "none",
            "no_answer",
            "not_requested",
            "first_request",
            "predecessor_cached_nothing",
            "too_short",
            "model_changed",
            "expired",
            "tools_changed",
            "system_changed",
            "history_edited",
            "parameters_changed",
            "betas_changed",
            "breakpoint_missing",
            "not_yet_written",
            "unexplained"
        },
        description =
                """
                Why tokens were not read from the cache: `none` nothing was lost; `no_answer` \
                nothing is known of what was read; `not_requested` the request has no \
                `cache_control`; `first_request` no request of the thread came before; \
                `predecessor_cached_nothing` the one before had no `cache_control` or was too \
                short; `too_short` the prompt is below what the model's cache takes; \
                `model_changed` caches are per model; `expired` longer unused than it is kept; \
                `tools_changed`, `system_changed`, `history_edited` a block that had been cached \
                differs; `parameters_changed` `tool_choice`, `thinking` or `speed`; \
                `betas_changed` the `anthropic-beta` header; `breakpoint_missing` no breakpoint \
                is near enough behind the cached prefix; `not_yet_written` the predecessor had \
                not been answered yet; `unexplained` both requests agree, so the API let it go\
                """)
public enum CacheCause {
    NONE,
    NO_ANSWER,
    NOT_REQUESTED,
    FIRST_REQUEST,
    PREDECESSOR_CACHED_NOTHING,
    TOO_SHORT,
    MODEL_CHANGED,
    EXPIRED,
    TOOLS_CHANGED,
    SYSTEM_CHANGED,
    HISTORY_EDITED,
    PARAMETERS_CHANGED,
    BETAS_CHANGED,
    BREAKPOINT_MISSING,
    NOT_YET_WRITTEN,
    UNEXPLAINED;

    /// Its name in the API, for example `system_changed`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
