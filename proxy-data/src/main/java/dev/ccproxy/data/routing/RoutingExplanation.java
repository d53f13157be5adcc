package dev.ccproxy.data.routing;

import dev.ccproxy.data.cost.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What would become of a recorded request.
@Schema(description = "What would become of a recorded request; nothing is sent to find out")
record RoutingExplanation(
        @Schema(
                        description =
                                "`stay` with the upstream as it is, `rename` its model there,"
                                        + " `estimate` its tokens, or `call` another provider",
                        examples = "call")
                String action,
        @Schema(description = "Whether a subagent sent it at all") boolean subagent,
        @Schema(nullable = true) @Nullable String agent,
        @Schema(description = "What tells its name, strongest first") List<Evidence> evidence,
        @Schema(description = "The mapping that counts", nullable = true) @Nullable String rule,
        @Schema(nullable = true) @Nullable String provider,
        @Schema(nullable = true) @Nullable String model,
        @Schema(nullable = true) @Nullable String breaker,
        @Schema(description = "The model that the client asked for") String originalModel,
        @Schema(description = "Bytes of the client's body") long requestBytes,
        @Schema(description = "Bytes of the body that would leave") long sentBytes,
        @Schema(description = "How that body begins; empty where it is the client's")
                String preview,
        List<Loss> losses,
        @Schema(
                        description = "What the answer on record cost, in USD; null where unknown",
                        nullable = true)
                @Nullable Money cost,
        @Schema(
                        description =
                                "What as many tokens would cost there, in USD; null where unknown",
                        nullable = true)
                @Nullable Money projectedCost) {

    /// A piece of evidence.
    @Schema(name = "ExplainedEvidence", description = "What tells an agent's name")
    record Evidence(
            @Schema(description = "`hint`, `call`, `definition` or `built_in`") String kind,
            String agent,
            @Schema(description = "The call's id, or the definition's file; or empty")
                    String detail) {}

    /// A loss.
    @Schema(name = "ExplainedLoss", description = "What the translation would not carry over")
    record Loss(
            String field,
            @Schema(description = "`NOTE` or `WARNING`") String severity,
            String reason,
            int count) {}

    static RoutingExplanation of(
            RoutingClient.Told told, @Nullable Money cost, @Nullable Money projected) {
        return new RoutingExplanation(
                told.action(),
                told.subagent(),
                told.agent(),
                told.evidence(),
                told.rule(),
                told.provider(),
                told.model(),
                told.breaker(),
                told.originalModel(),
                told.requestBytes(),
                told.sentBytes(),
                told.preview(),
                told.losses(),
                cost,
                projected);
    }
}
