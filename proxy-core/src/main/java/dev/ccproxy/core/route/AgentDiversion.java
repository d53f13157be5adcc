package dev.ccproxy.core.route;

import dev.ccproxy.core.agent.AgentDefinitions;
import dev.ccproxy.core.agent.Sender;
import dev.ccproxy.core.agent.Senders;
import dev.ccproxy.core.forward.DetourListener;
import dev.ccproxy.core.forward.Diversion;
import dev.ccproxy.core.translate.TokenEstimate;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RouteResult;
import dev.ccproxy.message.MalformedMessageException;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Diverts the requests of agents that a mapping names.
@Singleton
class AgentDiversion implements Diversion {
    /// Larger bodies are read and translated on another thread, so that the exchanges that share
    /// the event loop do not wait: it takes about 10 ms for each MB.
    static final int LARGE_BYTES = 128 << 10;

    private static final Logger LOG = Logger.getLogger(AgentDiversion.class);

    private final Vertx vertx;
    private final LiveRouting routing;
    private final Planner planner;
    private final AgentDefinitions definitions;
    private final SeenAgents seen;
    private final MissingTools missing;
    private final Providers providers;
    private final RecordedCalls calls;

    AgentDiversion(
            Vertx vertx,
            LiveRouting routing,
            Planner planner,
            AgentDefinitions definitions,
            SeenAgents seen,
            MissingTools missing,
            Providers providers,
            RecordedCalls calls) {
        this.vertx = vertx;
        this.routing = routing;
        this.planner = planner;
        this.definitions = definitions;
        this.seen = seen;
        this.missing = missing;
        this.providers = providers;
        this.calls = calls;
    }

    @Override
    public boolean concerns(HttpServerRequest request) {
        return routing.current().enabled()
                && request.method().equals(HttpMethod.POST)
                && (Planner.MESSAGES.equals(request.path()) || Planner.COUNT.equals(request.path()))
                && Senders.maybeSubagent(request::getHeader);
    }

    @Override
    public Detour detour(HttpServerRequest request, Exit exit) {
        return new Deciding(request, exit);
    }

    /// Finds out where a request goes, and sends it there.
    private final class Deciding implements Detour {
        private final MultiMap headers;
        private final String path;
        private final Exit exit;
        private String session = "";
        private @Nullable Detour decided;
        private boolean cancelled;

        Deciding(HttpServerRequest request, Exit exit) {
            this.headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
            this.path = String.valueOf(request.path());
            this.exit = exit;
        }

        @Override
        public void start() {
            if (exit.body().length() > LARGE_BYTES) {
                elsewhere(() -> {
                    Planner.Asked asked = read();
                    lessons(asked).forEach(Runnable::run);
                    return plan(asked);
                });
                return;
            }
            try {
                Planner.Asked asked = read();
                List<Runnable> lessons = lessons(asked);
                if (lessons.isEmpty()) {
                    follow(plan(asked));
                    return;
                }
                elsewhere(() -> {
                    lessons.forEach(Runnable::run);
                    return plan(asked);
                });
            } catch (MalformedMessageException | RuntimeException e) {
                stay(e);
            }
        }

        private Planner.Asked read() throws MalformedMessageException {
            Planner.Asked asked = planner.read(headers::get, path, exit.body());
            session = Senders.session(headers::get, asked.message());
            return asked;
        }

        /// What is to be looked up first: a new project's agents, as one of them may have sent this
        /// very request; calls that this process did not see.
        private List<Runnable> lessons(Planner.Asked asked) {
            List<Runnable> lessons = new ArrayList<>();
            if (planner.isOfNewProject(asked)) {
                lessons.add(definitions::refresh);
            }
            if (planner.lacksCall(asked) && calls.isNew(session, Senders.agentId(headers::get))) {
                lessons.add(() -> calls.recall(session));
            }
            return lessons;
        }

        private Plan plan(Planner.Asked asked) throws MalformedMessageException {
            Sender sender = planner.sender(asked);
            if (sender.subagent()) {
                sender.agent().ifPresent(seen::seen);
            }
            return planner.plan(asked, sender, routing.current());
        }

        private void elsewhere(Callable<Plan> work) {
            vertx.executeBlocking(work, false)
                    .onComplete(planned -> {
                        if (cancelled) {
                            return;
                        }
                        if (planned.succeeded()) {
                            follow(planned.result());
                        } else {
                            stay(planned.cause());
                        }
                    });
        }

        /// What is no message is the upstream's to refuse.
        private void stay(Throwable reason) {
            if (!(reason instanceof MalformedMessageException)) {
                LOG.error("a request could not be routed and goes to the upstream", reason);
            }
            stay();
        }

        private void stay() {
            exit.toUpstream(exit.body());
        }

        private void follow(Plan plan) {
            if (Senders.session(headers::get).isEmpty() && !session.isEmpty()) {
                exit.belongsTo(session);
            }
            switch (plan) {
                case Plan.Stay _ -> stay();
                case Plan.Rename rename -> {
                    exit.routed(rename.decision(), null).ended(RouteResult.RENAMED, "", List.of());
                    exit.toUpstream(rename.body());
                }
                case Plan.Estimate estimate -> estimate(estimate);
                case Plan.Call call -> {
                    missing.called(call);
                    decided = new RoutedCall(vertx.getOrCreateContext(), providers, call, exit);
                    decided.start();
                }
            }
        }

        /// No provider that speaks like OpenAI counts tokens.
        private void estimate(Plan.Estimate plan) {
            byte[] count = TokenEstimate.of(plan.translation().body().length).body();
            MultiMap answer =
                    MultiMap.caseInsensitiveMultiMap().set("x-ccproxy-estimate", "input_tokens");
            DetourListener listener = exit.routed(plan.decision(), null);
            listener.ended(RouteResult.ESTIMATED, "", plan.translation().losses());
            ReturnPath.whole(exit, 200, answer, count, new Outcome.Completed());
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (decided != null) {
                decided.cancel();
            }
        }
    }
}
