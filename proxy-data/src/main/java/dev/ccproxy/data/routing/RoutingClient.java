package dev.ccproxy.data.routing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// Asks proxy-core how routing stands. It lets in who knows its
/// [dev.ccproxy.data.core.InternalToken].
@Path("/internal/routing")
@RegisterRestClient(configKey = "proxy-core-routing")
interface RoutingClient {
    /// A [Report], or a problem.
    @GET
    Response report(@HeaderParam("Authorization") String token);

    /// A [Told], or a problem.
    @POST
    @Path("/explain")
    @Consumes(MediaType.APPLICATION_JSON)
    Response explain(@HeaderParam("Authorization") String token, Question question);

    /// How routing stands.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Report(
            boolean enabled,
            @Nullable String refusal,
            List<Provider> providers,
            List<Mapping> mappings,
            List<String> seen,
            int definitions,
            List<RoutingView.MissingTool> missingTools) {}

    /// A provider as it is configured, and how it does.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Provider(
            String format,
            @Nullable String api,
            String address,
            boolean hasKey,
            boolean fallback,
            boolean breakerEnabled,
            List<String> models,
            State state) {}

    /// How a provider does.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record State(
            String name,
            String breaker,
            long retries,
            long answered,
            long failed,
            @Nullable Long medianMicros,
            @Nullable Instant lastAnswer,
            @Nullable Instant lastFailure,
            @Nullable String lastReason) {}

    /// A mapping as it counts.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Mapping(String agent, String provider, String model, boolean unmatched) {}

    /// What would become of a request.
    ///
    /// @param configuration the text of another `config.yaml`, or null
    /// @param call the call that sent the agent off, if it is known
    record Question(String exchange, @Nullable String configuration, @Nullable Called call) {}

    /// The call that sent an agent off.
    record Called(String agent, String toolUse) {}

    /// What would become of it.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Told(
            String action,
            boolean subagent,
            @Nullable String agent,
            List<RoutingExplanation.Evidence> evidence,
            @Nullable String rule,
            @Nullable String provider,
            @Nullable String model,
            @Nullable String breaker,
            String originalModel,
            long requestBytes,
            long sentBytes,
            String preview,
            List<RoutingExplanation.Loss> losses) {}

    /// Why it could not be told.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Refusal(@Nullable String detail) {}
}
