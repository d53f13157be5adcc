package dev.ccproxy.data.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.http.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets in who shows the token, where there is one: scripts in `Authorization`, browsers by the
/// cookie that a login gave them. The health checks of `/health` are open: they tell nothing of the
/// record.
@ApplicationScoped
class AccessGuard {
    /// After the guard of origins.
    private static final int PRIORITY = 900;

    private final Optional<Token> token;
    private final ObjectMapper json;

    AccessGuard(AccessConfig config, ObjectMapper json) {
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
        if (isOpen(context.normalizedPath()) || maySee(context.request())) {
            context.next();
        } else {
            refuse(context);
        }
    }

    private static boolean isOpen(String path) {
        return path.equals(LoginResource.PATH)
                || path.equals("/health")
                || path.startsWith("/health/");
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
