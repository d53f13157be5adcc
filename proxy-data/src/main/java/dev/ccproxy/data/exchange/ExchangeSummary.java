package dev.ccproxy.data.exchange;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.Timings;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One exchange as a line of a list.
@Schema(description = "One exchange, without its headers and bodies")
public record ExchangeSummary(
        @Schema(description = "Names it; ids sort by time", examples = "1QFKB6H2M0G01") String id,
        @Schema(description = "When the request's head had arrived, to the microsecond")
                Instant startedAt,
        @Schema(examples = "POST") String method,
        @Schema(description = "Undecoded", examples = "/v1/messages") String path,
        @Schema(description = "Undecoded, without the ?", examples = "beta=true", nullable = true)
                @Nullable String query,
        ExchangeOutcome outcome,
        @Schema(
                        description = "What is known beyond the outcome; empty where nothing is",
                        examples = "overloaded_error")
                String outcomeDetail,
        @Schema(
                        description = "Status of the answer; null while there is none",
                        examples = "200",
                        nullable = true)
                @Nullable Integer status,
        @Schema(
                        description = "The model that the request asks for",
                        examples = "claude-sonnet-4-5",
                        nullable = true)
                @Nullable String model,
        @Schema(description = "Claude Code's session", nullable = true) @Nullable String sessionId,
        @Schema(description = "The agent that asked; null for the main one", nullable = true)
                @Nullable String agentId,
        @Schema(description = "The agent that spawned that agent", nullable = true)
                @Nullable String parentAgentId,
        @Schema(
                        description = "What the client says the request is for",
                        examples = "subagent",
                        nullable = true)
                @Nullable String requestClass,
        @Schema(description = "Bytes of the request's body") long requestBytes,
        @Schema(description = "Bytes of the answer's body, so far") long responseBytes,
        @Schema(description = "Microseconds until the answer's head", nullable = true)
                @Nullable Long timeToFirstByteMicros,
        @Schema(description = "Microseconds until the first token", nullable = true)
                @Nullable Long timeToFirstTokenMicros,
        @Schema(description = "Microseconds until the end; null while in flight", nullable = true)
                @Nullable Long durationMicros,
        @Schema(
                        description =
                                "What follows from its bodies; null where it is not indexed yet,"
                                        + " and in what tells of exchanges while they happen",
                        nullable = true)
                @Nullable RequestFacts facts) {

    /// What the list shows of this exchange.
    public static ExchangeSummary of(Exchange exchange) {
        RequestHead request = exchange.request();
        ResponseHead response = exchange.response();
        Outcome outcome = exchange.outcome();
        Caller caller = exchange.caller();
        Timings timings = exchange.timings();
        return new ExchangeSummary(
                exchange.id().toString(),
                exchange.started(),
                request.method(),
                request.path(),
                request.query(),
                ExchangeOutcome.of(outcome),
                outcome == null ? "" : outcome.detail(),
                response == null ? null : response.status(),
                exchange.model(),
                caller.sessionId(),
                caller.agentId(),
                caller.parentAgentId(),
                caller.requestClass(),
                exchange.requestBody().size(),
                exchange.responseBody().size(),
                micros(timings.timeToFirstByte()),
                micros(timings.timeToFirstToken()),
                micros(timings.duration()),
                null);
    }

    /// Whether it comes after another exchange in a list of the newest first.
    boolean startsBefore(long other) {
        return ExchangeId.parse(id).value() < other;
    }

    ExchangeSummary with(@Nullable RequestFacts found) {
        return new ExchangeSummary(
                id,
                startedAt,
                method,
                path,
                query,
                outcome,
                outcomeDetail,
                status,
                model,
                sessionId,
                agentId,
                parentAgentId,
                requestClass,
                requestBytes,
                responseBytes,
                timeToFirstByteMicros,
                timeToFirstTokenMicros,
                durationMicros,
                found);
    }

    private static @Nullable Long micros(@Nullable Duration duration) {
        return duration == null ? null : duration.toNanos() / 1_000;
    }
}
