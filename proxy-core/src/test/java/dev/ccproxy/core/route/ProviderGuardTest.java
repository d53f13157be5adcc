package dev.ccproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ccproxy.configuration.Provider;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;

class ProviderGuardTest {
    private ProviderGuard guard = of(Provider.Format.OPENAI);
    private final AtomicInteger tries = new AtomicInteger();

    private static ProviderGuard of(Provider.Format format) {
        return new ProviderGuard(ProviderAddressTest.provider(format, "http://x.test"));
    }

    private Throwable failureOf(Throwable each) {
        CompletionStage<HttpClientResponse> result =
                guard.call(() -> {
                    tries.incrementAndGet();
                    return CompletableFuture.failedFuture(each);
                });
        ExecutionException wrapped =
                assertThrows(
                        ExecutionException.class,
                        () -> result.toCompletableFuture().get(20, TimeUnit.SECONDS));
        return Objects.requireNonNull(wrapped.getCause());
    }

    private static ProviderFailure failure(String retryAfter) {
        return ProviderFailure.answered(
                529,
                new byte[0],
                MultiMap.caseInsensitiveMultiMap().set("retry-after", retryAfter));
    }

    @Test
    void whatMayPassIsTriedAgain() {
        assertInstanceOf(ProviderFailure.class, failureOf(failure("0")));
        assertEquals(3, tries.get());
        assertEquals(2, guard.retries());
    }

    @Test
    void aLongPauseIsTheClientsToDecide() {
        assertInstanceOf(ProviderFailure.class, failureOf(failure("3600")));
        assertEquals(1, tries.get());
    }

    @Test
    void theClientItselfTriesAgainWhereItUnderstandsTheAnswer() {
        guard = of(Provider.Format.ANTHROPIC);
        failureOf(failure("0"));
        assertEquals(1, tries.get());
        failureOf(ProviderFailure.unreached("refused"));
        assertEquals(3, tries.get());
        assertEquals(CircuitBreakerState.OPEN, guard.state());
    }

    @Test
    void aProviderThatKeepsFailingIsLeftAlone() {
        failureOf(failure("0"));
        assertEquals(CircuitBreakerState.OPEN, guard.state());
        assertInstanceOf(CircuitBreakerOpenException.class, failureOf(failure("0")));
        assertEquals(3, tries.get());
    }

    @Test
    void oneRequestAtATimeFindsOutWhetherItIsBack() {
        guard =
                new ProviderGuard(
                        ProviderAddressTest.provider(
                                Provider.Format.ANTHROPIC,
                                "http://x.test",
                                new Provider.Breaker(true, 1, Duration.ofMillis(50))));
        failureOf(failure("0"));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (guard.state() != CircuitBreakerState.HALF_OPEN && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        CompletableFuture<HttpClientResponse> probe = new CompletableFuture<>();
        CompletableFuture<HttpClientResponse> probing =
                guard.call(() -> probe).toCompletableFuture();
        assertInstanceOf(CircuitBreakerOpenException.class, failureOf(failure("0")));
        probe.cancel(false);
        assertThrows(CancellationException.class, () -> probing.get(20, TimeUnit.SECONDS));
        assertInstanceOf(ProviderFailure.class, failureOf(failure("0")));
    }

    @Test
    void aClientThatLeavesIsNoFailure() {
        for (int i = 0; i < 5; i++) {
            guard.call(() -> CompletableFuture.failedFuture(new CancellationException()));
        }
        assertEquals(CircuitBreakerState.CLOSED, guard.state());
    }
}
