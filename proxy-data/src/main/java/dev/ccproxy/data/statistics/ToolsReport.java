package dev.ccproxy.data.statistics;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Which tools were used, and on what.
@Schema(description = "Which tools were used, and on what")
record ToolsReport(
        @Schema(description = "The 500 most called, the most called first") List<Tool> tools,
        @Schema(description = "MCP servers, the most called first") List<Server> servers,
        @Schema(description = "The 50 files that were read most") List<FileUse> mostRead,
        @Schema(description = "The 50 files that were edited most") List<FileUse> mostEdited) {

    /// How a tool was used.
    @Schema(
            name = "ToolUse",
            description = "How a tool was used, by when the request began whose answer calls it")
    record Tool(
            @Schema(examples = "Bash") String name,
            @Schema(
                            description =
                                    "The MCP server that it is from; null for Claude Code's own",
                            nullable = true,
                            examples = "github")
                    @Nullable String server,
            @Schema(description = "Requests that offered it to the model") long offeredRequests,
            @Schema(description = "Times that the model called it") long calls,
            @Schema(description = "Calls whose result a later request brought") long results,
            @Schema(description = "Results that the client marked as errors") long failed,
            @Schema(
                            description =
                                    "Milliseconds from the end of the answer with the call to the"
                                            + " request with its result, so time in which a person"
                                            + " was asked is in it, and of parallel calls each has"
                                            + " the time of the slowest")
                    Percentiles time,
            @Schema(description = "The same, all together, in milliseconds") long totalMillis,
            @Schema(description = "Bytes of JSON that the model wrote to call it") long inputBytes,
            @Schema(description = "Bytes of JSON text in its results") long resultBytes) {}

    /// How an MCP server was used.
    @Schema(name = "ToolServerUse", description = "How the tools of an MCP server were used")
    record Server(
            @Schema(examples = "github") String name,
            @Schema(description = "How many of its tools were offered or called") long tools,
            @Schema(description = "How many of them were called") long calledTools,
            @Schema(description = "Times that the model called any of them") long calls,
            @Schema(description = "Calls whose result a later request brought") long results,
            @Schema(description = "Results that the client marked as errors") long failed,
            @Schema(description = "From calls to results, all together, in milliseconds")
                    long totalMillis) {}

    /// How a file was used.
    @Schema(description = "How often tools were called for a file")
    record FileUse(
            @Schema(examples = "/home/dev/shop/src/cart.ts") String path,
            @Schema(description = "Calls of Read") long reads,
            @Schema(description = "Calls of Edit, MultiEdit, Write and NotebookEdit") long edits) {}
}
