package dev.ccproxy.data.exchange;

import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.Route;
import dev.ccproxy.exchange.RouteAttempt;
import dev.ccproxy.exchange.RouteDecision;
import dev.ccproxy.exchange.RouteEnding;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where an exchange went instead of to the upstream as it came, why, and what came of it.
@Schema(description = "Where a request went instead of to the upstream as it came, and why")
public record RouteDetail(
        @Schema(examples = "code-reviewer") String agent,
        @Schema(description = "What tells the agent's name, strongest first")
                List<EvidenceDetail> evidence,
        @Schema(
                        description = "The mapping as it counted",
                        examples = "code-reviewer: openai:gpt-4o")
                String rule,
        String provider,
        @Schema(description = "As the provider calls it") String model,
        @Schema(description = "How the provider's circuit breaker stood", examples = "closed")
                String breaker,
        @Schema(
                        description =
                                "`answered`, `fell_back`, `failed`, `cancelled`, `renamed` or"
                                        + " `estimated`; null while it is not known, and for good"
                                        + " where the proxy died in the middle",
                        examples = "answered",
                        nullable = true)
                @Nullable String result,
        @Schema(description = "Why it did not go well; empty where it did") String reason,
        @Schema(description = "In order; empty while the result is not known")
                List<AttemptDetail> attempts,
        @Schema(
                        description =
                                "What the translations did not carry over; while the result is not known, that of the"
                                        + " request")
                List<LossDetail> losses,
        @Schema(
                        description = "Where the request went; null where no provider was asked",
                        examples = "/v1/chat/completions",
                        nullable = true)
                @Nullable String path,
        @Schema(description = "What the provider was sent, credentials as fingerprints")
                List<ExchangeDetail.HeaderLine> requestHeaders,
        ExchangeDetail.BodyInfo requestBody,
        @Schema(description = "All that the provider answered, over all tries")
                ExchangeDetail.BodyInfo responseBody) {

    /// A piece of evidence.
    @Schema(name = "RouteEvidence", description = "What tells an agent's name")
    public record EvidenceDetail(
            @Schema(
                            description = "`hint`, `call`, `definition` or `built_in`",
                            examples = "definition")
                    String kind,
            String agent,
            @Schema(description = "The call's id, or the definition's file; or empty")
                    String detail) {
        static EvidenceDetail of(Evidence evidence) {
            return new EvidenceDetail(evidence.kind(), evidence.agent(), evidence.detail());
        }
    }

    /// One try.
    @Schema(name = "RouteAttempt", description = "One request to the provider")
    public record AttemptDetail(
            @Schema(description = "Microseconds since the start of the exchange") long atMicros,
            @Schema(
                            description =
                                    "Until the head of its answer, since the exchange's start",
                            nullable = true)
                    @Nullable Long firstByteMicros,
            @Schema(nullable = true) @Nullable Integer status,
            List<ExchangeDetail.HeaderLine> headers,
            @Schema(description = "Bytes of its answer's body") long bytes,
            @Schema(description = "Why it brought no whole answer; empty where it did")
                    String failure) {
        static AttemptDetail of(RouteAttempt attempt) {
            ResponseHead response = attempt.response();
            return new AttemptDetail(
                    micros(attempt.at()),
                    attempt.firstByte() == null ? null : micros(attempt.firstByte()),
                    response == null ? null : response.status(),
                    response == null ? List.of() : ExchangeDetail.lines(response.headers().lines()),
                    attempt.size(),
                    attempt.failure());
        }

        private static long micros(Duration duration) {
            return duration.toNanos() / 1_000;
        }
    }

    /// A loss.
    @Schema(name = "TranslationLoss", description = "What a translation did not carry over")
    public record LossDetail(
            @Schema(description = "By the Messages API's name", examples = "top_k") String field,
            @Schema(description = "`note` or `warning`", examples = "note") String severity,
            @Schema(description = "What happened to it, as part of a sentence") String reason,
            @Schema(description = "How often it happened in this exchange") int count) {
        static LossDetail of(Loss loss) {
            return new LossDetail(
                    loss.field(), loss.severity().code(), loss.reason(), loss.count());
        }
    }

    static RouteDetail of(Route route) {
        RouteDecision decision = route.decision();
        RouteEnding ending = route.ending();
        RequestHead sent = route.request();
        List<Loss> losses = ending == null ? route.losses() : ending.losses();
        return new RouteDetail(
                decision.agent(),
                decision.evidence().stream().map(EvidenceDetail::of).toList(),
                decision.rule(),
                decision.provider(),
                decision.model(),
                decision.breaker(),
                ending == null ? null : ending.result().code(),
                ending == null ? "" : ending.reason(),
                ending == null
                        ? List.of()
                        : ending.attempts().stream().map(AttemptDetail::of).toList(),
                losses.stream().map(LossDetail::of).toList(),
                sent == null ? null : sent.path(),
                sent == null ? List.of() : ExchangeDetail.lines(sent.headers().lines()),
                ExchangeDetail.BodyInfo.of(route.requestBody()),
                ExchangeDetail.BodyInfo.of(route.responseBody()));
    }
}
