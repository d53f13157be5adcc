package dev.ccproxy.core.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.configuration.Provider;
import dev.ccproxy.configuration.Routing;
import dev.ccproxy.core.agent.AgentDefinitions;
import dev.ccproxy.core.agent.Sender;
import dev.ccproxy.core.agent.Senders;
import dev.ccproxy.core.translate.ForeignThoughts;
import dev.ccproxy.core.translate.ModelName;
import dev.ccproxy.core.translate.RequestTranslator;
import dev.ccproxy.core.translate.Target;
import dev.ccproxy.core.translate.Translation;
import dev.ccproxy.exchange.RouteDecision;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.message.MessagesRequest;
import dev.ccproxy.message.RequestReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds out what is to be done with a request: who sent it, where that agent goes, and what it
/// says there. Sends nothing and changes nothing, so that it can be asked on any thread, and what
/// if.
@Singleton
public class Planner {
    static final String MESSAGES = "/v1/messages";
    static final String COUNT = "/v1/messages/count_tokens";
    private static final String CLOSED = "closed";

    private final Senders senders;
    private final AgentDefinitions definitions;
    private final Providers providers;
    private final ObjectMapper json;

    Planner(Senders senders, AgentDefinitions definitions, Providers providers, ObjectMapper json) {
        this.senders = senders;
        this.definitions = definitions;
        this.providers = providers;
        this.json = json;
    }

    /// A request that has been read.
    ///
    /// @param headers a header's value by its name, or null
    public record Asked(
            Function<String, @Nullable String> headers,
            String path,
            Buffer bytes,
            JsonNode body,
            MessagesRequest message) {}

    /// Reads a request.
    ///
    /// @param headers a header's value by its name, or null
    /// @throws MalformedMessageException if it is no message
    public Asked read(Function<String, @Nullable String> headers, String path, Buffer bytes)
            throws MalformedMessageException {
        try {
            ByteBuf pieces = ((BufferImpl) bytes).byteBuf().slice();
            JsonNode body = json.readTree(new ByteBufInputStream(pieces));
            return new Asked(
                    headers,
                    COUNT.equals(path) ? COUNT : MESSAGES,
                    bytes,
                    body,
                    RequestReader.read(body));
        } catch (IOException e) {
            throw new MalformedMessageException("no JSON", e);
        }
    }

    /// Takes note of the project that a request tells of.
    ///
    /// @return whether its agents are still to be read
    boolean isOfNewProject(Asked asked) {
        return Senders.project(asked.message()).map(definitions::projectSeen).orElse(false);
    }

    /// Whether an agent sent it whose call is not known.
    boolean lacksCall(Asked asked) {
        return senders.lacksCall(asked.headers(), asked.message());
    }

    /// Who sent a request, by what is known.
    public Sender sender(Asked asked) {
        return senders.of(asked.headers(), asked.message());
    }

    /// What is to be done with it.
    ///
    /// @throws MalformedMessageException if it cannot be translated
    public Plan plan(Asked asked, Sender sender, Routing routing) throws MalformedMessageException {
        Optional<String> agent = sender.subagent() ? sender.agent() : Optional.empty();
        Optional<Routing.Route> route =
                agent.flatMap(name -> Optional.ofNullable(routing.routes().get(name)));
        if (!routing.enabled() || agent.isEmpty() || route.isEmpty()) {
            return new Plan.Stay(sender);
        }
        Provider provider = routing.provider(route.get()).orElse(null);
        String rule = agent.get() + ": " + route.get().provider() + ":" + route.get().model();
        RouteDecision decision =
                new RouteDecision(
                        agent.get(),
                        sender.evidence(),
                        rule,
                        route.get().provider(),
                        route.get().model(),
                        provider == null ? CLOSED : providers.breaker(provider));
        return plan(asked, sender, decision, provider);
    }

    private static Plan plan(
            Asked asked, Sender sender, RouteDecision decision, @Nullable Provider provider)
            throws MalformedMessageException {
        if (provider == null) {
            byte[] ours = ForeignThoughts.removed(asked.bytes().getBytes());
            return new Plan.Rename(sender, decision, renamed(ours, decision));
        }
        return switch (provider.format()) {
            case ANTHROPIC ->
                    new Plan.Call(
                            sender,
                            decision,
                            provider,
                            asked.path(),
                            renamed(asked.bytes().getBytes(), decision),
                            null);
            case OPENAI -> {
                Target target =
                        new Target(
                                ProviderAddress.dialect(provider),
                                decision.model(),
                                ProviderAddress.isGenuine(provider));
                Translation translation = RequestTranslator.translate(asked.body(), target);
                yield COUNT.equals(asked.path())
                        ? new Plan.Estimate(sender, decision, translation)
                        : new Plan.Call(
                                sender,
                                decision,
                                provider,
                                asked.path(),
                                BufferImpl.buffer(Unpooled.wrappedBuffer(translation.body())),
                                translation);
            }
        };
    }

    private static Buffer renamed(byte[] body, RouteDecision decision)
            throws MalformedMessageException {
        return Buffer.buffer(ModelName.replaced(body, decision.model()));
    }
}
