package dev.ccproxy.core.health;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/// How proxy-data is, as a check of the whole. Nothing here depends on it, so all that it can do is
/// to degrade the state.
@Singleton
class DataService {
    private static final int PATIENCE_MILLIS = 1_000;
    private static final int READY = 200;

    private final HttpClient client;
    private final RequestOptions question;

    DataService(Vertx vertx, HealthConfig config) {
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(PATIENCE_MILLIS)
                                .setKeepAlive(false));
        this.question =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(config.data().toString())
                        .setTimeout(PATIENCE_MILLIS);
    }

    Future<JsonObject> check() {
        return client.request(question)
                .compose(HttpClientRequest::send)
                .map(answer -> answer.statusCode() == READY)
                .otherwise(false)
                .map(DataService::check);
    }

    private static JsonObject check(boolean ready) {
        JsonObject data = new JsonObject().put(State.KEY, State.degradedIf(!ready).name());
        if (!ready) {
            data.put("reason", "proxy-data does not answer: the dashboard does not work");
        }
        return new JsonObject()
                .put("name", "proxy-data")
                .put("status", ready ? "UP" : "DOWN")
                .put("data", data);
    }
}
