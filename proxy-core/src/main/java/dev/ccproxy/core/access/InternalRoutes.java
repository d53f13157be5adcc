package dev.ccproxy.core.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.inject.Singleton;

/// What routes for proxy-data alone have in common.
@Singleton
public class InternalRoutes {
    private static final int FIRST_ERROR = 400;

    private final InternalToken token;

    InternalRoutes(InternalToken token) {
        this.token = token;
    }

    /// Lets only those go on from here who show the [InternalToken].
    ///
    /// @param path whose routes, and those below it, are guarded
    /// @param maxBodyBytes how much they take
    public void guard(Router router, String path, long maxBodyBytes) {
        // The body first: it would be gone by the time that the token was read from its file.
        router.route(path + "*")
                .handler(BodyHandler.create(false).setBodyLimit(maxBodyBytes))
                .blockingHandler(this::letIn, false);
    }

    private void letIn(RoutingContext context) {
        if (token.isIn(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            context.next();
        } else {
            problem(context, 401, "the content of internal.token is wanted as bearer token");
        }
    }

    /// Answers that it cannot be done.
    public static void problem(RoutingContext context, int status, String detail) {
        JsonObject problem = new JsonObject().put("status", status).put("detail", detail);
        answer(context, status, problem.encode());
    }

    /// Answers with JSON.
    public static void answer(RoutingContext context, int status, String json) {
        context.response()
                .setStatusCode(status)
                .putHeader(
                        HttpHeaders.CONTENT_TYPE,
                        status < FIRST_ERROR ? "application/json" : "application/problem+json")
                .end(json);
    }
}
