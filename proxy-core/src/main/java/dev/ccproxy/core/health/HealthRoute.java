package dev.ccproxy.core.health;

import dev.ccproxy.core.forward.ProxyServer;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// `GET /health`: all checks, and `DEGRADED` as the state of the whole where any of them says so.
/// The status is 200 as long as the proxy forwards.
@Singleton
class HealthRoute {
    private final SmallRyeHealthReporter reporter;
    private final ProxyServer server;

    HealthRoute(SmallRyeHealthReporter reporter, ProxyServer server) {
        this.reporter = reporter;
        this.server = server;
    }

    void mount(@Observes Router router) {
        router.get("/health").order(Integer.MIN_VALUE).handler(this::answer);
        router.get("/health/ready").order(Integer.MIN_VALUE).handler(this::watch);
    }

    private void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        server.watchers()
                .asked(request.remoteAddress().host() + " " + request.getHeader("user-agent"));
        context.next();
    }

    private void answer(RoutingContext context) {
        reporter.getHealthAsync()
                .subscribe()
                .with(health -> answer(context, health), context::fail);
    }

    private static void answer(RoutingContext context, SmallRyeHealth health) {
        JsonObject body = new JsonObject(health.getPayload().toString());
        if (!health.isDown() && isDegraded(body)) {
            body.put("status", State.DEGRADED.name());
        }
        context.response()
                .setStatusCode(health.isDown() ? 503 : 200)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.toBuffer());
    }

    private static boolean isDegraded(JsonObject health) {
        return health.getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .map(check -> check.getJsonObject("data", new JsonObject()))
                .anyMatch(data -> State.DEGRADED.name().equals(data.getString(State.KEY)));
    }
}
