package dev.ccproxy.core.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.configuration.ConfigurationException;
import dev.ccproxy.configuration.Routing;
import dev.ccproxy.core.access.InternalRoutes;
import dev.ccproxy.core.agent.AgentDefinitions;
import dev.ccproxy.core.route.LiveRouting;
import dev.ccproxy.core.route.MissingTools;
import dev.ccproxy.core.route.Providers;
import dev.ccproxy.core.route.SeenAgents;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.store.StoreException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Optional;

/// `GET /internal/routing` tells how routing stands; `POST /internal/routing/explain` what would
/// become of a recorded request. Both want the internal token.
@Singleton
class RoutingRoute {
    private static final String PATH = "/internal/routing";
    private static final long MAX_BODY_BYTES = 1 << 20;

    private final InternalRoutes access;
    private final LiveRouting routing;
    private final Providers providers;
    private final SeenAgents seen;
    private final MissingTools missing;
    private final AgentDefinitions definitions;
    private final Explaining explaining;
    private final ObjectMapper json;

    RoutingRoute(
            InternalRoutes access,
            LiveRouting routing,
            Providers providers,
            SeenAgents seen,
            MissingTools missing,
            AgentDefinitions definitions,
            Explaining explaining,
            ObjectMapper json) {
        this.access = access;
        this.routing = routing;
        this.providers = providers;
        this.seen = seen;
        this.missing = missing;
        this.definitions = definitions;
        this.explaining = explaining;
        this.json = json;
    }

    void mount(@Observes Router router) {
        access.guard(router, PATH, MAX_BODY_BYTES);
        router.get(PATH).handler(context -> answer(context, report()));
        router.post(PATH + "/explain").blockingHandler(this::explain, false);
    }

    private RoutingReport report() {
        Routing current = routing.current();
        return new RoutingReport(
                current.enabled(),
                routing.refusal().orElse(null),
                current.providers().values().stream()
                        .map(provider ->
                                RoutingReport.ProviderReport.of(
                                        provider, providers.state(provider)))
                        .sorted(Comparator.comparing(report -> report.state().name()))
                        .toList(),
                RoutingReport.mappings(current, seen.unmatched(current)),
                seen.names(),
                definitions.size(),
                missing.warnings());
    }

    private void explain(RoutingContext context) {
        try {
            Explaining.Question question =
                    json.readValue(context.body().asString(), Explaining.Question.class);
            Optional<Explanation> explanation = explaining.explain(question);
            if (explanation.isEmpty()) {
                InternalRoutes.problem(
                        context, 404, "there is no such request, or its body is not on record");
            } else {
                answer(context, explanation.get());
            }
        } catch (ConfigurationException | MalformedMessageException e) {
            InternalRoutes.problem(context, 422, String.valueOf(e.getMessage()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            InternalRoutes.problem(context, 400, "not a question, or no id of an exchange");
        } catch (StoreException e) {
            InternalRoutes.problem(context, 503, String.valueOf(e.getMessage()));
        }
    }

    private void answer(RoutingContext context, Object report) {
        try {
            InternalRoutes.answer(context, 200, json.writeValueAsString(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that is no JSON", e);
        }
    }
}
