package dev.ccproxy.data.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.http.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lets in who shows the token, where there is one: scripts in `Authorization`, browsers by the
/// cookie that a login gave them. Others learn of `/health` the state, and nothing else.
@ApplicationScoped
class AccessGuard {
    /// After the guard of origins.
    private static final int PRIORITY = 900;

    private static final Map<String, Function<SmallRyeHealthReporter, Uni<SmallRyeHealth>>> STATES =
            Map.of(
                    "/health", SmallRyeHealthReporter::getHealthAsync,
                    "/health/live", SmallRyeHealthReporter::getLivenessAsync,
                    "/health/ready", SmallRyeHealthReporter::getReadinessAsync);

    private final SmallRyeHealthReporter health;
    private final Optional<Token> token;
    private final ObjectMapper json;

    AccessGuard(AccessConfig config, SmallRyeHealthReporter health, ObjectMapper json) {
        this.health = health;
        this.token = config.token().map(Token::new);
        this.json = json;
    }

    /// The token, where one is needed.
    Optional<Token> token() {
        return token;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals(LoginResource.PATH) || maySee(context.request())) {
            context.next();
            return;
        }
        Function<SmallRyeHealthReporter, Uni<SmallRyeHealth>> state = STATES.get(path);
        if (state == null) {
            refuse(context);
        } else {
            state.apply(health).subscribe().with(found -> tell(context, found), context::fail);
        }
    }

    private static void tell(RoutingContext context, SmallRyeHealth health) {
        context.response()
                .setStatusCode(health.isDown() ? 503 : 200)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end("{\"status\":\"" + (health.isDown() ? "DOWN" : "UP") + "\"}");
    }

    /// Whether a request shows what has to be shown.
    boolean maySee(HttpServerRequest request) {
        return token.map(secret ->
                        showsSecret(secret, request)
                                || showsCookie(secret, request.getCookie(LoginResource.COOKIE)))
                .orElse(true);
    }

    private static boolean showsSecret(Token secret, HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && secret.isBorne(authorization);
    }

    private static boolean showsCookie(Token secret, @Nullable Cookie cookie) {
        return cookie != null && secret.matchesCookie(cookie.getValue());
    }

    private void refuse(RoutingContext context) {
        Problem problem =
                Problem.of(
                        "login-needed",
                        "Unauthorized",
                        401,
                        "Log in by POST /api/login, or send the token as Authorization: Bearer.");
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("WWW-Authenticate", "Bearer")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
