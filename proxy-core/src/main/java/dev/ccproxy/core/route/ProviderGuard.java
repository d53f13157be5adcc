package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Provider;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.vertx.core.http.HttpClientResponse;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Tries a provider again where that may help, and leaves it alone for a while where it does not.
///
/// A pause that the provider asks for is kept, unless it is longer than a client would wait: then
/// it is the client's to decide.
final class ProviderGuard {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final int LARGEST_SHIFT = 6;

    private final Provider provider;
    private final Circuit circuit;
    private final TypedGuard<CompletionStage<HttpClientResponse>> retry;
    private final AtomicLong retries = new AtomicLong();
    private final ProviderFigures figures = new ProviderFigures();

    ProviderGuard(Provider provider) {
        this.provider = provider;
        circuit = new Circuit(provider);
        retry =
                TypedGuard.create(new TypeLiteral<CompletionStage<HttpClientResponse>>() {})
                        .withRetry()
                        .maxRetries(provider.maxRetries())
                        .maxDuration(provider.timeout().toMillis(), ChronoUnit.MILLIS)
                        .whenException(this::mayPass)
                        .beforeRetry(failure -> retries.incrementAndGet())
                        .withCustomBackoff()
                        .strategy(Pauses::new)
                        .done()
                        .done()
                        .build();
    }

    /// What speaks the Messages API answers in the client's own words, and the client tries again
    /// by itself.
    private boolean mayPass(Throwable failure) {
        return failure instanceof ProviderFailure failed
                && (failed.status() == ProviderFailure.UNREACHED
                        || provider.format() == Provider.Format.OPENAI)
                && failed.pause().orElse(Duration.ZERO).compareTo(LONGEST_PAUSE) <= 0;
    }

    /// Twice as long each time, less up to a half at random; or as long as the provider says.
    private static final class Pauses implements CustomBackoffStrategy {
        private int tries;

        @Override
        public void init(long initialDelayInMillis) {
            tries = 0;
        }

        @Override
        public long nextDelayInMillis(Throwable failure) {
            long most = FIRST_PAUSE_MILLIS << Math.min(tries++, LARGEST_SHIFT);
            long pause = most - ThreadLocalRandom.current().nextLong(most / 2);
            return failure instanceof ProviderFailure failed
                    ? failed.pause().map(Duration::toMillis).orElse(pause)
                    : pause;
        }
    }

    CompletionStage<HttpClientResponse> call(
            Supplier<CompletionStage<HttpClientResponse>> attempt) {
        return retry.get(() -> circuit.call(attempt));
    }

    ProviderFigures figures() {
        return figures;
    }

    ProviderState current() {
        return figures.state(
                provider.name(), state().name().toLowerCase(Locale.ROOT), retries.get());
    }

    CircuitBreakerState state() {
        return circuit.state();
    }

    long retries() {
        return retries.get();
    }
}
