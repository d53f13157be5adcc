package dev.ccproxy.core.deletion;

import dev.ccproxy.core.access.InternalRoutes;
import dev.ccproxy.store.Deletion;
import dev.ccproxy.store.ExchangeStore;
import dev.ccproxy.store.Selection;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `POST /internal/deletions` begins a deletion and answers 202 with its number; `GET
/// /internal/deletions/{number}` tells how far it is. Both want the internal token.
@Singleton
class DeletionRoute {
    private static final Logger AUDIT = Logger.getLogger("dev.ccproxy.audit");
    private static final String PATH = "/internal/deletions";
    private static final long MAX_BODY_BYTES = 4_096;
    private static final int REMEMBERED = 100;

    private final InternalRoutes access;
    private final ExchangeStore store;
    private final Map<Long, Deletion> deletions = new LinkedHashMap<>();
    private long lastNumber;

    DeletionRoute(InternalRoutes access, ExchangeStore store) {
        this.access = access;
        this.store = store;
    }

    void mount(@Observes Router router) {
        access.guard(router, PATH, MAX_BODY_BYTES);
        router.post(PATH).handler(this::begin);
        router.get(PATH + "/:number").handler(this::tell);
    }

    private void begin(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            Selection selection = DeletionRequest.read(body == null ? new JsonObject() : body);
            long number = remember(store.delete(selection));
            AUDIT.infof("deletion %d: %s", number, selection);
            InternalRoutes.answer(context, 202, String.valueOf(progress(number)));
        } catch (DecodeException | ClassCastException e) {
            InternalRoutes.problem(context, 400, "the body is not a JSON object");
        } catch (IllegalArgumentException e) {
            InternalRoutes.problem(context, 400, String.valueOf(e.getMessage()));
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
            InternalRoutes.problem(context, 404, "no such deletion");
        } else {
            InternalRoutes.answer(context, 200, progress.encode());
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
}
