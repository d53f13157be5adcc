package dev.ccproxy.core.deletion;

import dev.ccproxy.store.Deletion;
import dev.ccproxy.store.ExchangeStore;
import dev.ccproxy.store.Selection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `POST /internal/deletions` begins a deletion and answers 202 with its number; `GET
/// /internal/deletions/{number}` tells how far it is. Both want the [InternalToken].
@Singleton
class DeletionRoute {
    private static final Logger AUDIT = Logger.getLogger("dev.ccproxy.audit");
    private static final String PATH = "/internal/deletions";
    private static final long MAX_BODY_BYTES = 4_096;
    private static final int REMEMBERED = 100;

    private final InternalToken token;
    private final ExchangeStore store;
    private final Map<Long, Deletion> deletions = new LinkedHashMap<>();
    private long lastNumber;

    DeletionRoute(InternalToken token, ExchangeStore store) {
        this.token = token;
        this.store = store;
    }

    void mount(@Observes Router router) {
        // The body first: it would be gone by the time that the token was read from its file.
        router.route(PATH + "*")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .blockingHandler(this::letIn, false);
        router.post(PATH).handler(this::begin);
        router.get(PATH + "/:number").handler(this::tell);
    }

    private void letIn(RoutingContext context) {
        if (token.isIn(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            context.next();
        } else {
            problem(context, 401, "the content of internal.token is wanted as bearer token");
        }
    }

    private void begin(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            Selection selection = DeletionRequest.read(body == null ? new JsonObject() : body);
            long number = remember(store.delete(selection));
            AUDIT.infof("deletion %d: %s", number, selection);
            answer(context, 202, progress(number));
        } catch (DecodeException | ClassCastException e) {
            problem(context, 400, "the body is not a JSON object");
        } catch (IllegalArgumentException e) {
            problem(context, 400, String.valueOf(e.getMessage()));
        }
    }

    private synchronized long remember(Deletion deletion) {
        deletions.put(++lastNumber, deletion);
        deletions.remove(lastNumber - REMEMBERED);
        return lastNumber;
    }

    private void tell(RoutingContext context) {
        JsonObject progress = progress(number(context.pathParam("number")));
        if (progress == null) {
            problem(context, 404, "no such deletion");
        } else {
            answer(context, 200, progress);
        }
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private synchronized @Nullable JsonObject progress(long number) {
        Deletion deletion = deletions.get(number);
        if (deletion == null) {
            return null;
        }
        CompletableFuture<Deletion> erased = deletion.erased().toCompletableFuture();
        return new JsonObject()
                .put("number", number)
                .put("exchanges", deletion.exchanges())
                .put("state", state(erased));
    }

    private static String state(CompletableFuture<Deletion> erased) {
        return switch (erased.state()) {
            case RUNNING -> "running";
            case SUCCESS -> "erased";
            case FAILED, CANCELLED -> "failed";
        };
    }

    private static void problem(RoutingContext context, int status, String detail) {
        answer(context, status, new JsonObject().put("status", status).put("detail", detail));
    }

    private static void answer(RoutingContext context, int status, @Nullable JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader(
                        HttpHeaders.CONTENT_TYPE,
                        status < 400 ? "application/json" : "application/problem+json")
                .end(body == null ? "{}" : body.encode());
    }
}
