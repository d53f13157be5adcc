package dev.ccproxy.data.conversation;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A prompt and all that came of it, up to the final answer.
@Schema(description = "A prompt and all that came of it, up to the final answer")
public record Turn(
        @Schema(description = "The message that begins it") long id,
        @Schema(description = "That message's place, 1 for the first") int position,
        MessageKind kind,
        @Schema(description = "What was asked for, up to 200 characters") String prompt,
        @Schema(
                        description = "The last text that the model answered, up to 200 characters",
                        nullable = true)
                @Nullable String answer,
        Instant startedAt,
        @Schema(description = "When anything of it was seen last") Instant lastActivityAt,
        @Schema(description = "Whether a request of it is in flight") boolean working,
        @Schema(
                        description = "Why the last answer ended; null where none did",
                        examples = "end_turn",
                        nullable = true)
                @Nullable String stopReason,
        List<Step> requests,
        List<ToolCall> toolCalls,
        Tokens tokens,
        Spending spending) {

    /// A request of a turn.
    @Schema(name = "TurnRequest", description = "A request of a turn")
    public record Step(
            @Schema(examples = "1QFKB6H2M0G01") String id,
            RequestClass kind,
            @Schema(
                            description =
                                    "Counts the requests that end with the same message, from 1: a"
                                            + " higher one tries it again")
                    int attempt,
            Instant startedAt,
            @Schema(nullable = true) @Nullable String model,
            @Schema(description = "Null while there is none", nullable = true)
                    @Nullable Integer status,
            @Schema(description = "`in_flight`, or how it ended", examples = "completed")
                    String outcome,
            @Schema(
                            description = "The API's type of error",
                            examples = "overloaded_error",
                            nullable = true)
                    @Nullable String error,
            @Schema(examples = "tool_use", nullable = true) @Nullable String stopReason,
            @Schema(description = "Microseconds until the first token", nullable = true)
                    @Nullable Long timeToFirstTokenMicros,
            @Schema(description = "Microseconds; null while in flight", nullable = true)
                    @Nullable Long durationMicros,
            @Schema(description = "The message that is its answer", nullable = true)
                    @Nullable Long answer,
            @Schema(description = "That message's place", nullable = true)
                    @Nullable Long answerPosition,
            Tokens tokens,
            Spending spending) {}

    /// A call of a tool with its result.
    @Schema(description = "A call of a tool with its result")
    public record ToolCall(
            @Schema(description = "Of the `tool_use` block", examples = "toolu_01A2b3C4d5")
                    String id,
            @Schema(examples = "Read") String name,
            @Schema(description = "The request whose answer calls the tool") String request,
            @Schema(description = "The request that brings the result", nullable = true)
                    @Nullable String resultRequest,
            Instant calledAt,
            @Schema(
                            description =
                                    "Microseconds from the end of the answer to the request with"
                                            + " the result: the tool's time, and that of being"
                                            + " asked for permission",
                            nullable = true)
                    @Nullable Long durationMicros,
            @Schema(nullable = true) @Nullable Boolean isError,
            @Schema(description = "Bytes of the input's JSON") long inputBytes,
            @Schema(description = "Bytes of the result's text as JSON", nullable = true)
                    @Nullable Long resultBytes,
            @Schema(description = "The conversation of the agent that was called", nullable = true)
                    @Nullable String agentConversation) {}

    /// Some turns, the first ones first, and where to go on.
    @Schema(name = "TurnPage", description = "Some turns, in order")
    public record Page(
            List<Turn> items,
            @Schema(
                            description =
                                    "What to pass as `after` for those that follow; null at the"
                                            + " end",
                            nullable = true)
                    @Nullable String next) {}
}
