package dev.ccproxy.data.exchange;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What the list of requests can be filtered by.
@Schema(description = "Values that occur among requests, for filters to choose from")
record RequestValues(
        List<String> models,
        @Schema(description = "Other than 200") List<Long> statuses,
        List<String> kinds,
        List<String> agentTypes,
        List<String> tools,
        @Schema(
                        description = "Who answered, or was asked to; `anthropic` stands first",
                        examples = "[\"anthropic\", \"openai\"]")
                List<String> providers) {}
