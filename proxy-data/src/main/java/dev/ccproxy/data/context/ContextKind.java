package dev.ccproxy.data.context;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a part of a prompt is.
@Schema(
        enumeration = {
            "tools",
            "mcp_tools",
            "system",
            "memory",
            "reminders",
            "prompts",
            "answers",
            "thinking",
            "tool_calls",
            "tool_results",
            "images",
            "documents",
            "other"
        },
        description =
                """
                What a part of a prompt is: `tools` definitions of tools; `mcp_tools` those of MCP \
                servers, by server; `system` the system prompt; `memory` CLAUDE.md; `reminders` \
                what else the client adds to messages; `prompts` what a person wrote; `answers` \
                the model's texts; `thinking` its thinking; `tool_calls` inputs of tools; \
                `tool_results` what they gave; `images` and `documents`; `other` the rest\
                """)
public enum ContextKind {
    TOOLS,
    MCP_TOOLS,
    SYSTEM,
    MEMORY,
    REMINDERS,
    PROMPTS,
    ANSWERS,
    THINKING,
    TOOL_CALLS,
    TOOL_RESULTS,
    IMAGES,
    DOCUMENTS,
    OTHER;

    /// Its name in the API, for example `tool_results`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
