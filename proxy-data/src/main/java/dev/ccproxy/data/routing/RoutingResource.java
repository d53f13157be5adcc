package dev.ccproxy.data.routing;

import dev.ccproxy.data.core.InternalToken;
import dev.ccproxy.data.cost.Cost;
import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.IndexUnavailableException;
import dev.ccproxy.exchange.ExchangeId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/// Which agents run on which providers, as proxy-core and the record tell.
@Path("/api/routing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing", description = "Which agents run on which providers")
class RoutingResource {
    private static final int MAX_CONFIGURATION_LENGTH = 200_000;

    private final RoutingClient core;
    private final InternalToken token;
    private final Index index;
    private final Prices prices;

    RoutingResource(
            @RestClient RoutingClient core, InternalToken token, Index index, Prices prices) {
        this.core = core;
        this.token = token;
        this.index = index;
        this.prices = prices;
    }

    /// What is to be explained.
    @Schema(name = "RoutingQuestion", description = "Which request to explain, by which rules")
    record Question(
            @Schema(description = "The request", examples = "1QFKB6H2M0G01") @Nullable String id,
            @Schema(
                            description =
                                    "The text of another config.yaml; without it the one in force"
                                            + " counts. Variables and files in it are not read",
                            nullable = true)
                    @Nullable String configuration) {}

    @GET
    @Operation(
            operationId = "getRouting",
            summary = "Providers with their state, mappings with their last match, and spending")
    public RoutingView routing() {
        RoutingClient.Report report =
                ask(() -> core.report(token.authorization()), RoutingClient.Report.class);
        Map<String, RoutedStore.Matches> matches = indexed(RoutedStore::matches).orElse(Map.of());
        return new RoutingView(
                report.enabled(),
                report.refusal(),
                report.providers().stream().map(RoutingView.Provider::of).toList(),
                report.mappings().stream().map(one -> mapping(one, matches)).toList(),
                report.seen(),
                report.definitions(),
                report.missingTools(),
                indexed(RoutedStore::spending).orElse(List.of()));
    }

    private static RoutingView.Mapping mapping(
            RoutingClient.Mapping told, Map<String, RoutedStore.Matches> matches) {
        RoutedStore.Matches matched = matches.get(told.agent());
        return new RoutingView.Mapping(
                told.agent(),
                told.provider(),
                told.model(),
                told.unmatched(),
                matched == null ? 0 : matched.count(),
                matched == null ? null : matched.last());
    }

    @POST
    @Path("/explain")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explainRouting",
            summary = "What would become of a recorded request, by these rules or by others")
    public RoutingExplanation explain(Question question) {
        ExchangeId id = id(question);
        String configuration = question.configuration();
        if (configuration != null && configuration.length() > MAX_CONFIGURATION_LENGTH) {
            throw new ProblemException(Problem.badRequest("That configuration is too long."));
        }
        RoutingClient.Called call = indexed(store -> store.call(id.value())).orElse(null);
        RoutingClient.Question asked =
                new RoutingClient.Question(
                        id.toString(),
                        configuration == null || configuration.isBlank() ? null : configuration,
                        call);
        RoutingClient.Told told =
                ask(() -> core.explain(token.authorization(), asked), RoutingClient.Told.class);
        RoutedStore.Taken taken = indexed(store -> store.taken(id.value())).orElse(null);
        return RoutingExplanation.of(
                told, taken == null ? null : taken.cost(), projected(told, taken));
    }

    private static ExchangeId id(@Nullable Question question) {
        try {
            return ExchangeId.parse(
                    question == null ? "" : Optional.ofNullable(question.id()).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest("id is not the id of an exchange."));
        }
    }

    private @Nullable Money projected(RoutingClient.Told told, RoutedStore.@Nullable Taken taken) {
        if (taken == null) {
            return null;
        }
        String model = told.model() == null ? told.originalModel() : told.model();
        Cost cost = prices.cost(model, taken.usage());
        return cost == null ? null : cost.total();
    }

    /// What the index knows; empty where there is none yet, or it knows nothing.
    private <T> Optional<T> indexed(Function<RoutedStore, @Nullable T> question) {
        try {
            return index.read(sql -> Optional.ofNullable(question.apply(new RoutedStore(sql))));
        } catch (IndexUnavailableException e) {
            return Optional.empty();
        }
    }

    private static <T> T ask(Supplier<Response> question, Class<T> type) {
        try (Response answer = question.get()) {
            return answer.readEntity(type);
        } catch (WebApplicationException e) {
            throw new ProblemException(problem(e.getResponse()));
        } catch (ProcessingException e) {
            throw new ProblemException(unreachable("it does not answer"));
        }
    }

    private static Problem problem(Response refused) {
        String detail =
                refused.hasEntity()
                        ? refused.readEntity(RoutingClient.Refusal.class).detail()
                        : null;
        String told = detail == null ? "" : detail;
        return switch (refused.getStatus()) {
            case 404 -> Problem.notFound("There is no such request, or its body is not on record.");
            case 422 -> Problem.of("not-usable", "Not usable", 422, told);
            default -> unreachable("it answered " + refused.getStatus());
        };
    }

    private static Problem unreachable(String reason) {
        return Problem.of(
                "core-unavailable",
                "Routing is not known now",
                503,
                "proxy-core, which routes, is needed for this: " + reason + ".");
    }
}
