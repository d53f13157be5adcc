package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Provider;
import dev.ccproxy.core.forward.DetourListener;
import dev.ccproxy.core.forward.Diversion;
import dev.ccproxy.core.translate.ForeignThoughts;
import dev.ccproxy.core.translate.ProviderError;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RouteResult;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request on its way to a provider, and the answer on its way back.
///
/// Lives on the exchange's event loop. What the retries do on other threads comes back to it.
final class RoutedCall implements Diversion.Detour {
    private static final Logger LOG = Logger.getLogger(RoutedCall.class);
    private static final int UNREACHED = 502;
    private static final String LEFT_ALONE = "it keeps failing and is left alone for a while";

    private final Context context;
    private final Providers providers;
    private final Plan.Call plan;
    private final Provider provider;
    private final RequestOptions options;
    private final Buffer body;
    private final Diversion.Exit exit;
    private final DetourListener listener;
    private final ReturnPath back;
    private @Nullable HttpClientRequest sent;
    private boolean cancelled;

    RoutedCall(Context context, Providers providers, Plan.Call plan, Diversion.Exit exit) {
        this.context = context;
        this.providers = providers;
        this.plan = plan;
        this.provider = plan.provider();
        this.body = plan.body();
        this.options = ProviderAddress.request(provider, plan.path(), body.length());
        this.exit = exit;
        this.listener =
                exit.routed(
                        plan.decision(),
                        ProviderAddress.departure(provider, options, body, plan.losses()));
        this.back =
                new ReturnPath(
                        context.owner(), exit, listener, plan.translation(), provider.timeout());
    }

    @Override
    public void start() {
        LOG.infof(
                "agent %s goes to %s:%s",
                plan.decision().agent(), provider.name(), plan.decision().model());
        providers
                .guard(provider)
                .call(this::attempt)
                .whenComplete((response, failure) ->
                        context.runOnContext(now -> {
                            if (cancelled) {
                                return;
                            }
                            if (failure == null) {
                                providers.answered(provider);
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
            listener.tried();
            long startNanos = System.nanoTime();
            providers
                    .client(context)
                    .request(options)
                    .compose(request -> {
                        sent = request;
                        if (cancelled) {
                            request.reset();
                        }
                        request.idleTimeout(provider.timeout().toMillis());
                        return request.send(body);
                    })
                    .onSuccess(response -> {
                        providers.took(provider, System.nanoTime() - startNanos);
                        answered(response, result);
                    })
                    .onFailure(cause -> unreached(cause, result));
        });
        return result;
    }

    private void answered(
            HttpClientResponse response, CompletableFuture<HttpClientResponse> result) {
        listener.answered(response.statusCode(), response.headers());
        if (!ProviderFailure.isTransient(response.statusCode())) {
            response.pause();
            result.complete(response);
            return;
        }
        WholeBody.of(response, context.owner(), provider.timeout(), listener::received)
                .onSuccess(error -> {
                    ProviderFailure failure =
                            ProviderFailure.answered(
                                    response.statusCode(), error, response.headers());
                    listener.failed(String.valueOf(failure.getMessage()));
                    result.completeExceptionally(failure);
                })
                .onFailure(cause -> unreached(cause, result));
    }

    /// A client that went away is not the provider's failure.
    private void unreached(Throwable cause, CompletableFuture<HttpClientResponse> result) {
        if (cancelled) {
            result.cancel(false);
            return;
        }
        String reason = String.valueOf(cause.getMessage());
        listener.failed(reason);
        result.completeExceptionally(ProviderFailure.unreached(reason));
    }

    private void failed(Throwable wrapped) {
        Throwable failure =
                wrapped instanceof CompletionException && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : wrapped;
        String reason =
                failure instanceof CircuitBreakerOpenException
                        ? LEFT_ALONE
                        : String.valueOf(failure.getMessage());
        LOG.warnf("provider %s did not answer: %s", provider.name(), reason);
        if (provider.fallback()) {
            providers.fellBack(provider, reason);
            listener.ended(RouteResult.FELL_BACK, reason, plan.losses());
            fallBack();
            return;
        }
        providers.failed(provider, reason);
        listener.ended(RouteResult.FAILED, reason, plan.losses());
        if (failure instanceof ProviderFailure answered
                && answered.status() != ProviderFailure.UNREACHED) {
            back.take(answered);
            return;
        }
        String told = provider.name() + " did not answer: " + reason;
        ReturnPath.whole(
                exit,
                UNREACHED,
                MultiMap.caseInsensitiveMultiMap(),
                ProviderError.body("api_error", told),
                new Outcome.UpstreamUnreachable(told));
    }

    /// The agent goes to Claude with its own model, and without what other models thought.
    private void fallBack() {
        Buffer original = exit.body();
        if (original.length() <= AgentDiversion.LARGE_BYTES) {
            exit.toUpstream(withoutForeignThoughts(original));
            return;
        }
        context.owner()
                .executeBlocking(() -> withoutForeignThoughts(original), false)
                .onSuccess(ours -> {
                    if (!cancelled) {
                        exit.toUpstream(ours);
                    }
                });
    }

    private static Buffer withoutForeignThoughts(Buffer original) {
        byte[] bytes = original.getBytes();
        byte[] ours = ForeignThoughts.removed(bytes);
        return ours.length == bytes.length ? original : Buffer.buffer(ours);
    }

    @Override
    public void cancel() {
        cancelled = true;
        listener.ended(RouteResult.CANCELLED, "the client went away", plan.losses());
        back.cancel();
        if (sent != null) {
            sent.reset();
        }
    }
}
