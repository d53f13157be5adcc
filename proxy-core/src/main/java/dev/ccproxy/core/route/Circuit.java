package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Provider;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.vertx.core.http.HttpClientResponse;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Leaves a provider alone for a while that fails more often than not, and then lets one request
/// find out whether it is back. Of `max_failures` n, that is once n of the last 2n - 1 requests
/// have failed.
///
/// A client that leaves says nothing of the provider: the breaker, which knows only failures and
/// successes, is not told of it. Where that client's request was the one that was to find out, the
/// next one does.
final class Circuit {
    private static final Logger LOG = Logger.getLogger(Circuit.class);

    private final String provider;
    private final TypedGuard<CompletionStage<HttpClientResponse>> breaker;

    /// What the breaker still waits to be told, since the client left that was to bring it.
    private final AtomicReference<@Nullable CompletableFuture<HttpClientResponse>> leftOpen =
            new AtomicReference<>();

    private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;

    Circuit(Provider provider) {
        this.provider = provider.name();
        TypedGuard.Builder<CompletionStage<HttpClientResponse>> builder =
                TypedGuard.create(new TypeLiteral<>() {});
        if (provider.breaker().enabled()) {
            builder =
                    builder.withCircuitBreaker()
                            .requestVolumeThreshold(2 * provider.breaker().maxFailures() - 1)
                            .failureRatio(0.5)
                            .delay(provider.breaker().timeout().toMillis(), ChronoUnit.MILLIS)
                            .successThreshold(1)
                            .failOn(ProviderFailure.class)
                            .onStateChange(this::changed)
                            .done();
        }
        breaker = builder.build();
    }

    private void changed(CircuitBreakerState to) {
        state = to;
        LOG.warnf("provider %s: circuit breaker is %s", provider, to);
    }

    CircuitBreakerState state() {
        return state;
    }

    /// @param attempt is cancelled where the client leaves
    CompletionStage<HttpClientResponse> call(
            Supplier<CompletionStage<HttpClientResponse>> attempt) {
        CompletableFuture<HttpClientResponse> result = new CompletableFuture<>();
        CompletableFuture<HttpClientResponse> open = leftOpen.getAndSet(null);
        CompletionStage<HttpClientResponse> outcome =
                open == null || state == CircuitBreakerState.CLOSED
                        ? breaker.get(() -> watched(new CompletableFuture<>(), attempt, result))
                        : watched(open, attempt, result);
        outcome.whenComplete(into(result));
        return result;
    }

    /// Tells the breaker, by way of what it waits for, what becomes of an attempt.
    private CompletionStage<HttpClientResponse> watched(
            CompletableFuture<HttpClientResponse> awaited,
            Supplier<CompletionStage<HttpClientResponse>> attempt,
            CompletableFuture<HttpClientResponse> result) {
        boolean findsOut = state != CircuitBreakerState.CLOSED;
        attempt.get()
                .whenComplete((response, failure) -> {
                    if (!(failure instanceof CancellationException)) {
                        into(awaited).accept(response, failure);
                        return;
                    }
                    if (findsOut) {
                        leftOpen.set(awaited);
                    }
                    result.cancel(false);
                });
        return awaited;
    }

    private static BiConsumer<HttpClientResponse, Throwable> into(
            CompletableFuture<HttpClientResponse> result) {
        return (response, failure) -> {
            if (failure == null) {
                result.complete(response);
            } else {
                result.completeExceptionally(failure);
            }
        };
    }
}
