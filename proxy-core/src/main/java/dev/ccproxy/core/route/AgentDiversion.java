package dev.ccproxy.core.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.configuration.Provider;
import dev.ccproxy.configuration.Routing;
import dev.ccproxy.core.agent.AgentDefinitions;
import dev.ccproxy.core.agent.Sender;
import dev.ccproxy.core.agent.Senders;
import dev.ccproxy.core.forward.Diversion;
import dev.ccproxy.core.translate.ModelName;
import dev.ccproxy.core.translate.RequestTranslator;
import dev.ccproxy.core.translate.Target;
import dev.ccproxy.core.translate.TokenEstimate;
import dev.ccproxy.core.translate.Translation;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.message.MessagesRequest;
import dev.ccproxy.message.RequestReader;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Diverts the requests of agents that a mapping names.
@Singleton
class AgentDiversion implements Diversion {
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";

    private final Vertx vertx;
    private final LiveRouting routing;
    private final Senders senders;
    private final AgentDefinitions definitions;
    private final SeenAgents seen;
    private final Providers providers;
    private final ObjectMapper json;

    AgentDiversion(
            Vertx vertx,
            LiveRouting routing,
            Senders senders,
            AgentDefinitions definitions,
            SeenAgents seen,
            Providers providers,
            ObjectMapper json) {
        this.vertx = vertx;
        this.routing = routing;
        this.senders = senders;
        this.definitions = definitions;
        this.seen = seen;
        this.providers = providers;
        this.json = json;
    }

    @Override
    public boolean concerns(HttpServerRequest request) {
        return routing.current().enabled()
                && request.method().equals(HttpMethod.POST)
                && (MESSAGES.equals(request.path()) || COUNT.equals(request.path()))
                && Senders.maybeSubagent(request::getHeader);
    }

    @Override
    public @Nullable Detour detour(HttpServerRequest request, Exit exit) {
        try {
            JsonNode body = json.readTree(exit.body().getBytes());
            MessagesRequest message = RequestReader.read(body);
            boolean isNew = Senders.project(message).map(definitions::projectSeen).orElse(false);
            return isNew
                    ? new AfterRefresh(request, exit, body, message)
                    : detour(request, exit, body, message);
        } catch (IOException | MalformedMessageException e) {
            // What is no message is the upstream's to refuse.
            return null;
        }
    }

    /// Reads a new project's agents first: one of them may have sent this very request.
    private final class AfterRefresh implements Detour {
        private final HttpServerRequest request;
        private final Exit exit;
        private final JsonNode body;
        private final MessagesRequest message;
        private @Nullable Detour decided;
        private boolean cancelled;

        AfterRefresh(HttpServerRequest request, Exit exit, JsonNode body, MessagesRequest message) {
            this.request = request;
            this.exit = exit;
            this.body = body;
            this.message = message;
        }

        @Override
        public void start() {
            vertx.executeBlocking(
                            () -> {
                                definitions.refresh();
                                return null;
                            })
                    .onComplete(refreshed -> decide());
        }

        private void decide() {
            if (cancelled) {
                return;
            }
            try {
                decided = detour(request, exit, body, message);
            } catch (MalformedMessageException e) {
                decided = null;
            }
            if (decided == null) {
                exit.toUpstream(exit.body());
            } else {
                decided.start();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (decided != null) {
                decided.cancel();
            }
        }
    }

    private @Nullable Detour detour(
            HttpServerRequest request, Exit exit, JsonNode body, MessagesRequest message)
            throws MalformedMessageException {
        Optional<Decision> decision =
                decide(senders.of(request::getHeader, message), message.model());
        return decision.isEmpty() ? null : detour(request, exit, body, decision.get());
    }

    private Optional<Decision> decide(Sender sender, String model) {
        if (!sender.subagent()) {
            return Optional.empty();
        }
        sender.agent().ifPresent(seen::seen);
        Routing current = routing.current();
        return sender.agent()
                .flatMap(agent ->
                        Optional.ofNullable(current.routes().get(agent))
                                .map(route -> new Decision(sender, agent, model, route)));
    }

    private @Nullable Detour detour(
            HttpServerRequest request, Exit exit, JsonNode body, Decision decision)
            throws MalformedMessageException {
        Routing.Route route = decision.route();
        Optional<Provider> provider = routing.current().provider(route);
        String path = COUNT.equals(request.path()) ? COUNT : MESSAGES;
        if (provider.isEmpty()) {
            byte[] renamed = ModelName.replaced(exit.body().getBytes(), route.model());
            return now(() -> exit.toUpstream(Buffer.buffer(renamed)));
        }
        return switch (provider.get().format()) {
            case ANTHROPIC -> {
                byte[] renamed = ModelName.replaced(exit.body().getBytes(), route.model());
                yield call(provider.get(), decision, path, renamed, null, exit);
            }
            case OPENAI -> {
                Target target =
                        new Target(
                                ProviderAddress.dialect(provider.get()),
                                route.model(),
                                ProviderAddress.isGenuine(provider.get()));
                Translation translation = RequestTranslator.translate(body, target);
                yield COUNT.equals(path)
                        ? now(() -> estimate(translation, exit))
                        : call(
                                provider.get(),
                                decision,
                                path,
                                translation.body(),
                                translation,
                                exit);
            }
        };
    }

    private Detour call(
            Provider provider,
            Decision decision,
            String path,
            byte[] body,
            @Nullable Translation translation,
            Exit exit) {
        Context context = vertx.getOrCreateContext();
        RequestOptions options = ProviderAddress.request(provider, path);
        ReturnPath back = new ReturnPath(vertx, exit, translation);
        return new RoutedCall(context, providers, provider, decision, options, body, back, exit);
    }

    /// No provider that speaks like OpenAI counts tokens.
    private void estimate(Translation translation, Exit exit) {
        byte[] count = TokenEstimate.of(translation.body().length).body();
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().set("x-ccproxy-estimate", "input_tokens");
        new ReturnPath(vertx, exit, translation)
                .whole(200, headers, count, new Outcome.Completed());
    }

    private static Detour now(Runnable what) {
        return new Detour() {
            @Override
            public void start() {
                what.run();
            }

            @Override
            public void cancel() {
                // It is done as soon as it has begun.
            }
        };
    }
}
