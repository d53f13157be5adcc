package dev.ccproxy.data.routing;

import dev.ccproxy.data.cost.Money;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Which agents run on which providers, and how that goes.
@Schema(name = "Routing", description = "Which agents run on which providers, and how that goes")
record RoutingView(
        @Schema(description = "Whether any agents are routed") boolean enabled,
        @Schema(
                        description =
                                "Why the configuration's file as it stands is not in force; null"
                                        + " where it is",
                        nullable = true)
                @Nullable String refusal,
        List<Provider> providers,
        List<Mapping> mappings,
        @Schema(description = "Names of the agents of the last hour") List<String> seenAgents,
        @Schema(description = "How many agents' definitions are known") int definitions,
        @Schema(description = "Tools of the last hour's agents that their providers cannot run")
                List<MissingTool> missingTools,
        @Schema(description = "What routed requests took, by provider and model, over the record")
                List<Spending> spending) {

    /// A provider.
    @Schema(name = "RoutingProvider", description = "A provider, and how it does")
    record Provider(
            String name,
            @Schema(description = "`anthropic` or `openai`") String format,
            @Schema(description = "`chat` or `responses`", nullable = true) @Nullable String api,
            @Schema(description = "Without credentials") String address,
            boolean hasKey,
            @Schema(description = "Whether agents go back to Claude where it fails")
                    boolean fallback,
            boolean breakerEnabled,
            @Schema(description = "`closed`, `open` or `half_open`") String breaker,
            List<String> models,
            @Schema(description = "Since proxy-core started") long retries,
            @Schema(description = "Requests that were answered since proxy-core started")
                    long answered,
            @Schema(description = "Requests that were not, since proxy-core started") long failed,
            @Schema(
                            description =
                                    "Microseconds until an answer's head, the median of the last"
                                            + " hundred",
                            nullable = true)
                    @Nullable Long medianMicros,
            @Schema(nullable = true) @Nullable Instant lastAnswerAt,
            @Schema(nullable = true) @Nullable Instant lastFailureAt,
            @Schema(nullable = true) @Nullable String lastFailure) {
        static Provider of(RoutingClient.Provider told) {
            RoutingClient.State state = told.state();
            return new Provider(
                    state.name(),
                    told.format(),
                    told.api(),
                    told.address(),
                    told.hasKey(),
                    told.fallback(),
                    told.breakerEnabled(),
                    state.breaker(),
                    told.models(),
                    state.retries(),
                    state.answered(),
                    state.failed(),
                    state.medianMicros(),
                    state.lastAnswer(),
                    state.lastFailure(),
                    state.lastReason());
        }
    }

    /// A mapping.
    @Schema(name = "RoutingMapping", description = "Where an agent goes")
    record Mapping(
            String agent,
            String provider,
            String model,
            @Schema(
                            description =
                                    "Whether no agent of the last hour is called so, though there"
                                            + " were some")
                    boolean unmatched,
            @Schema(description = "Requests on record that it matched") long matches,
            @Schema(description = "When it matched last", nullable = true)
                    @Nullable Instant lastMatchAt) {}

    /// A tool that an agent lacks where it was sent.
    @Schema(name = "MissingTool", description = "A tool that an agent lacks where it was sent")
    record MissingTool(String agent, String provider, String reason) {}

    /// What requests to one model of one provider took.
    @Schema(name = "RoutingSpending", description = "What requests to one provider's model took")
    record Spending(
            String provider,
            String model,
            long requests,
            long inputTokens,
            long cacheReadTokens,
            long outputTokens,
            @Schema(description = "In USD, of the requests that have a price") Money cost,
            @Schema(description = "Requests whose model has no price") long unpricedRequests) {}
}
