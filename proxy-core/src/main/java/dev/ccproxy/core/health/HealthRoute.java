package dev.ccproxy.core.health;

import dev.ccproxy.configuration.SharedSecret;
import dev.ccproxy.core.forward.ProxyServer;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// `GET /health`: all checks, and `DEGRADED` as the state of the whole where any of them says so;
/// `/health/system`: proxy-data's state too. The status is 200 as long as the proxy forwards.
///
/// Whoever does not show the token, where there is one, learns the state alone.
@Singleton
class HealthRoute {
    private static final String STATUS = "status";
    private static final String CHECKS = "checks";

    private final SmallRyeHealthReporter reporter;
    private final ProxyServer server;
    private final DataService data;
    private final @Nullable SharedSecret token;

    HealthRoute(
            SmallRyeHealthReporter reporter,
            ProxyServer server,
            DataService data,
            HealthConfig config) {
        this.reporter = reporter;
        this.server = server;
        this.data = data;
        this.token = config.token().map(SharedSecret::new).orElse(null);
    }

    void mount(@Observes Router router) {
        first(router, "/health", context -> answer(context, reporter.getHealthAsync()));
        first(router, "/health/live", context -> answer(context, reporter.getLivenessAsync()));
        first(router, "/health/ready", this::ready);
        first(router, "/health/system", this::system);
        router.route("/health/*").order(Integer.MIN_VALUE + 1).handler(this::refuseOutsiders);
        router.route("/metrics").order(Integer.MIN_VALUE + 1).handler(this::refuseOutsiders);
    }

    private static void first(Router router, String path, Handler<RoutingContext> handler) {
        router.get(path).order(Integer.MIN_VALUE).handler(handler);
    }

    private void ready(RoutingContext context) {
        HttpServerRequest request = context.request();
        server.watchers()
                .asked(request.remoteAddress().host() + " " + request.getHeader("user-agent"));
        answer(context, reporter.getReadinessAsync());
    }

    private void answer(RoutingContext context, Uni<SmallRyeHealth> health) {
        health.subscribe().with(found -> answer(context, body(found)), context::fail);
    }

    private void system(RoutingContext context) {
        reporter.getHealthAsync()
                .subscribe()
                .with(
                        own -> {
                            JsonObject all = body(own);
                            data.check()
                                    .onSuccess(check -> {
                                        all.getJsonArray(CHECKS).add(check);
                                        answer(context, all);
                                    });
                        },
                        context::fail);
    }

    private static JsonObject body(SmallRyeHealth health) {
        return new JsonObject(health.getPayload().toString());
    }

    private void answer(RoutingContext context, JsonObject health) {
        boolean down = health.getString(STATUS).equals("DOWN");
        if (!down && isDegraded(health.getJsonArray(CHECKS))) {
            health.put(STATUS, State.DEGRADED.name());
        }
        if (isOutsider(context)) {
            health.remove(CHECKS);
        }
        context.response()
                .setStatusCode(down ? 503 : 200)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(health.toBuffer());
    }

    private static boolean isDegraded(JsonArray checks) {
        return checks.stream()
                .map(JsonObject.class::cast)
                .map(check -> check.getJsonObject("data", new JsonObject()))
                .anyMatch(data -> State.DEGRADED.name().equals(data.getString(State.KEY)));
    }

    private void refuseOutsiders(RoutingContext context) {
        if (isOutsider(context)) {
            context.response().setStatusCode(401).putHeader("WWW-Authenticate", "Bearer").end();
        } else {
            context.next();
        }
    }

    private boolean isOutsider(RoutingContext context) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return token != null && (authorization == null || !token.isBorne(authorization));
    }
}
