package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Provider;
import dev.ccproxy.core.forward.Diversion;
import dev.ccproxy.core.translate.ForeignThoughts;
import dev.ccproxy.core.translate.ProviderError;
import dev.ccproxy.exchange.Outcome;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request on its way to a provider, and the answer on its way back.
///
/// Lives on the exchange's event loop. What the retries do on other threads comes back to it.
final class RoutedCall implements Diversion.Detour {
    private static final Logger LOG = Logger.getLogger(RoutedCall.class);
    private static final int UNREACHED = 502;

    private final Context context;
    private final Providers providers;
    private final Provider provider;
    private final Decision decision;
    private final RequestOptions options;
    private final byte[] body;
    private final ReturnPath back;
    private final Diversion.Exit exit;
    private @Nullable HttpClientRequest sent;
    private boolean cancelled;

    RoutedCall(
            Context context,
            Providers providers,
            Provider provider,
            Decision decision,
            RequestOptions options,
            byte[] body,
            ReturnPath back,
            Diversion.Exit exit) {
        this.context = context;
        this.providers = providers;
        this.provider = provider;
        this.decision = decision;
        this.options = options;
        this.body = body;
        this.back = back;
        this.exit = exit;
    }

    @Override
    public void start() {
        LOG.infof(
                "agent %s goes to %s:%s instead of %s",
                decision.agent(), provider.name(), decision.route().model(), decision.model());
        providers
                .guard(provider)
                .call(this::attempt)
                .whenComplete((response, failure) ->
                        context.runOnContext(now -> {
                            if (cancelled) {
                                return;
                            }
                            if (failure == null) {
                                providers.counted(provider.name(), "answered");
                                back.take(response);
                            } else {
                                failed(failure);
                            }
                        }));
    }

    private CompletionStage<HttpClientResponse> attempt() {
        CompletableFuture<HttpClientResponse> result = new CompletableFuture<>();
        context.runOnContext(now -> {
            if (cancelled) {
                result.cancel(false);
                return;
            }
            providers
                    .client(context)
                    .request(options)
                    .compose(request -> {
                        sent = request;
                        if (cancelled) {
                            request.reset();
                        }
                        request.idleTimeout(provider.timeout().toMillis());
                        return request.send(Buffer.buffer(body));
                    })
                    .onSuccess(response -> answered(response, result))
                    .onFailure(cause -> unreached(cause, result));
        });
        return result;
    }

    private void answered(
            HttpClientResponse response, CompletableFuture<HttpClientResponse> result) {
        if (!ProviderFailure.isTransient(response.statusCode())) {
            response.pause();
            result.complete(response);
            return;
        }
        response.body()
                .onSuccess(error ->
                        result.completeExceptionally(
                                ProviderFailure.answered(
                                        response.statusCode(),
                                        error.getBytes(),
                                        response.getHeader("retry-after"))))
                .onFailure(cause -> unreached(cause, result));
    }

    /// A client that went away is not the provider's failure.
    private void unreached(Throwable cause, CompletableFuture<HttpClientResponse> result) {
        if (cancelled) {
            result.cancel(false);
        } else {
            result.completeExceptionally(
                    ProviderFailure.unreached(String.valueOf(cause.getMessage())));
        }
    }

    private void failed(Throwable wrapped) {
        Throwable failure =
                wrapped instanceof CompletionException && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : wrapped;
        LOG.warnf("provider %s did not answer: %s", provider.name(), failure.getMessage());
        if (provider.fallback()) {
            providers.counted(provider.name(), "fallback");
            byte[] original = exit.body().getBytes();
            byte[] ours = ForeignThoughts.removed(original);
            exit.toUpstream(ours.length == original.length ? exit.body() : Buffer.buffer(ours));
            return;
        }
        providers.counted(provider.name(), "failed");
        if (failure instanceof ProviderFailure answered
                && answered.status() != ProviderFailure.UNREACHED) {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap();
            answered.retryAfter().ifPresent(value -> headers.set("retry-after", value));
            back.whole(
                    answered.status(),
                    headers,
                    ProviderError.translate(answered.status(), answered.body()),
                    new Outcome.Completed());
            return;
        }
        String reason = provider.name() + " did not answer: " + failure.getMessage();
        back.whole(
                UNREACHED,
                MultiMap.caseInsensitiveMultiMap(),
                ProviderError.body("api_error", reason),
                new Outcome.UpstreamUnreachable(reason));
    }

    @Override
    public void cancel() {
        cancelled = true;
        back.cancel();
        if (sent != null) {
            sent.reset();
        }
    }
}
