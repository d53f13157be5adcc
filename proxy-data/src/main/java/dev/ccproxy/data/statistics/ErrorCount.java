package dev.ccproxy.data.statistics;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How often requests failed in one way.
@Schema(description = "How often requests failed in one way")
record ErrorCount(
        @Schema(
                        description =
                                "The type of error that the API told, else the status, else how the"
                                        + " exchange ended",
                        examples = "overloaded_error")
                String type,
        @Schema(description = "Requests that failed so") long requests) {}
