package dev.ccproxy.core.explain;

import dev.ccproxy.core.route.Plan;
import dev.ccproxy.core.translate.Translation;
import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.RouteDecision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would become of a recorded request.
///
/// @param action `stay`, `rename`, `estimate` or `call`
/// @param subagent whether a subagent sent it at all
/// @param agent its name; null where nothing tells it
/// @param rule the mapping that counts; null where none does
/// @param originalModel that the client asked for
/// @param requestBytes of the client's body
/// @param sentBytes of the body that would leave
/// @param preview how that body begins; empty where the upstream gets the client's
record Explanation(
        String action,
        boolean subagent,
        @Nullable String agent,
        List<Told> evidence,
        @Nullable String rule,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String breaker,
        String originalModel,
        long requestBytes,
        long sentBytes,
        String preview,
        List<Loss> losses) {
    private static final int PREVIEW_BYTES = 2_000;

    /// A piece of evidence.
    record Told(String kind, String agent, String detail) {
        static Told of(Evidence evidence) {
            return new Told(evidence.kind(), evidence.agent(), evidence.detail());
        }
    }

    /// @param originalModel that the client asked for
    /// @param bytes of the client's body
    static Explanation of(Plan plan, String originalModel, byte[] bytes) {
        return switch (plan) {
            case Plan.Stay _ -> of("stay", plan, null, originalModel, bytes, bytes, List.of());
            case Plan.Rename rename ->
                    of(
                            "rename",
                            plan,
                            rename.decision(),
                            originalModel,
                            bytes,
                            rename.body().getBytes(),
                            List.of());
            case Plan.Estimate estimate -> {
                Translation translation = estimate.translation();
                yield of(
                        "estimate",
                        plan,
                        estimate.decision(),
                        originalModel,
                        bytes,
                        translation.body(),
                        translation.losses());
            }
            case Plan.Call call ->
                    of(
                            "call",
                            plan,
                            call.decision(),
                            originalModel,
                            bytes,
                            call.body().getBytes(),
                            call.losses());
        };
    }

    private static Explanation of(
            String action,
            Plan plan,
            @Nullable RouteDecision decision,
            String originalModel,
            byte[] bytes,
            byte[] sent,
            List<Loss> losses) {
        return new Explanation(
                action,
                plan.sender().subagent(),
                plan.sender().agent().orElse(null),
                plan.sender().evidence().stream().map(Told::of).toList(),
                decision == null ? null : decision.rule(),
                decision == null ? null : decision.provider(),
                decision == null ? null : decision.model(),
                decision == null ? null : decision.breaker(),
                originalModel,
                bytes.length,
                sent.length,
                decision == null ? "" : preview(sent),
                losses);
    }

    private static String preview(byte[] body) {
        return new String(body, 0, Math.min(body.length, PREVIEW_BYTES), StandardCharsets.UTF_8);
    }
}
