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
import java.util.Optional;
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
    void aPauseMayBeToldAsADate() {
        assertInstanceOf(
                ProviderFailure.class, failureOf(failure("Fri, 31 Dec 2100 23:59:59 GMT")));
        assertEquals(1, tries.get());
        assertEquals(Optional.of(Duration.ZERO), failure("Sun, 06 Nov 1994 08:49:37 GMT").pause());
        assertEquals(Optional.empty(), failure("soon").pause());
    }

    @Test
    void theClientItselfTriesAgainWhereItUnderstandsTheAnswer() {
        guard = of(Provider.Format.ANTHROPIC);
        failureOf(failure("0"));
        assertEquals(1, tries.get());
        failureOf(ProviderFailure.unreached("refused"));
        assertEquals(4, tries.get());
    }

    @Test
    void aProviderThatKeepsFailingIsLeftAlone() {
        failureOf(failure("0"));
        assertEquals(CircuitBreakerState.CLOSED, guard.state());
        assertInstanceOf(CircuitBreakerOpenException.class, failureOf(failure("0")));
        assertEquals(5, tries.get());
        assertEquals(CircuitBreakerState.OPEN, guard.state());
    }

    @Test
    void aProviderThatFailsMoreOftenThanNotIsLeftAlone() {
        guard = of(Provider.Format.ANTHROPIC);
        for (int i = 0; i < 4; i++) {
            succeeds();
            succeeds();
            failureOf(failure("0"));
        }
        succeeds();
        failureOf(failure("0"));
        assertEquals(CircuitBreakerState.CLOSED, guard.state(), "two of the last five times");
        failureOf(failure("0"));
        assertEquals(CircuitBreakerState.OPEN, guard.state(), "three of the last five times");
    }

    private void succeeds() {
        guard.call(() -> CompletableFuture.completedFuture(null));
    }

    /// One that was left alone and may be back.
    private void reopened() {
        guard =
                new ProviderGuard(
                        ProviderAddressTest.provider(
                                Provider.Format.ANTHROPIC,
                                "http://x.test",
                                new Provider.Breaker(true, 1, Duration.ofMillis(50))));
        failureOf(failure("0"));
        awaitState(CircuitBreakerState.HALF_OPEN);
    }

    private void awaitState(CircuitBreakerState expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (guard.state() != expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(expected, guard.state());
    }

    private void leaves() {
        CompletableFuture<HttpClientResponse> attempt = new CompletableFuture<>();
        CompletableFuture<HttpClientResponse> left =
                guard.call(() -> attempt).toCompletableFuture();
        attempt.cancel(false);
        assertThrows(CancellationException.class, () -> left.get(20, TimeUnit.SECONDS));
    }

    @Test
    void oneRequestAtATimeFindsOutWhetherItIsBack() {
        reopened();
        CompletableFuture<HttpClientResponse> probe = new CompletableFuture<>();
        guard.call(() -> probe);
        assertInstanceOf(CircuitBreakerOpenException.class, failureOf(failure("0")));
        probe.complete(null);
        awaitState(CircuitBreakerState.CLOSED);
    }

    @Test
    void aClientThatLeavesHasNotFoundOutWhetherItIsBackAndTheNextOneDoes() throws Exception {
        reopened();
        leaves();
        assertEquals(CircuitBreakerState.HALF_OPEN, guard.state());
        CompletableFuture<HttpClientResponse> probe = new CompletableFuture<>();
        CompletableFuture<HttpClientResponse> probing =
                guard.call(() -> probe).toCompletableFuture();
        int before = tries.get();
        assertInstanceOf(CircuitBreakerOpenException.class, failureOf(failure("0")));
        assertEquals(before, tries.get(), "still one at a time");
        probe.complete(null);
        probing.get(20, TimeUnit.SECONDS);
        assertEquals(CircuitBreakerState.CLOSED, guard.state());
    }

    @Test
    void itIsLeftAloneAgainWhereTheNextOneFails() {
        reopened();
        leaves();
        leaves();
        assertInstanceOf(ProviderFailure.class, failureOf(failure("0")));
        assertEquals(CircuitBreakerState.OPEN, guard.state());
        assertEquals(0, guard.retries());
    }

    @Test
    void aClientThatLeftBeforeOpensNoWayToAProviderThatIsLeftAlone() {
        guard =
                new ProviderGuard(
                        ProviderAddressTest.provider(
                                Provider.Format.ANTHROPIC,
                                "http://x.test",
                                new Provider.Breaker(true, 1, Duration.ofHours(1))));
        CompletableFuture<HttpClientResponse> failing = new CompletableFuture<>();
        guard.call(() -> failing);
        leaves();
        failing.completeExceptionally(failure("0"));
        assertEquals(CircuitBreakerState.OPEN, guard.state());
        assertInstanceOf(CircuitBreakerOpenException.class, failureOf(failure("0")));
    }

    @Test
    void aClientThatLeavesIsNeitherAFailureNorASuccess() {
        guard = of(Provider.Format.ANTHROPIC);
        for (int i = 0; i < 5; i++) {
            leaves();
        }
        assertEquals(CircuitBreakerState.CLOSED, guard.state());
        for (int i = 0; i < 4; i++) {
            failureOf(failure("0"));
            leaves();
        }
        assertEquals(CircuitBreakerState.CLOSED, guard.state());
        failureOf(failure("0"));
        assertEquals(CircuitBreakerState.OPEN, guard.state());
    }
}
