package dev.ccproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ccproxy.configuration.Provider;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.vertx.core.http.HttpClientResponse;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;

class ProviderGuardTest {
    private final ProviderGuard guard =
            new ProviderGuard(
                    ProviderAddressTest.provider(Provider.Format.OPENAI, "http://x.test"));
    private final AtomicInteger tries = new AtomicInteger();

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
        return ProviderFailure.answered(529, new byte[0], retryAfter);
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
    void aProviderThatKeepsFailingIsLeftAlone() {
        failureOf(failure("0"));
        assertEquals(CircuitBreakerState.OPEN, guard.state());
        assertInstanceOf(CircuitBreakerOpenException.class, failureOf(failure("0")));
        assertEquals(3, tries.get());
    }

    @Test
    void aClientThatLeavesIsNoFailure() {
        for (int i = 0; i < 5; i++) {
            guard.call(() -> CompletableFuture.failedFuture(new CancellationException()));
        }
        assertEquals(CircuitBreakerState.CLOSED, guard.state());
    }
}
