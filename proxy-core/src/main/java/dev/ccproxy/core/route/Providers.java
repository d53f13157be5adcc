package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Provider;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The providers that were called so far: how they do, and the connections to them.
@Singleton
public class Providers {
    private static final int CONNECT_TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(10);
    private static final int MAX_CONNECTIONS = 1_024;

    private final Vertx vertx;
    private final MeterRegistry metrics;
    private final Map<Provider, ProviderGuard> guards = new ConcurrentHashMap<>();
    private final Map<Context, HttpClient> clients = new ConcurrentHashMap<>();

    Providers(Vertx vertx, MeterRegistry metrics) {
        this.vertx = vertx;
        this.metrics = metrics;
    }

    /// How a provider does.
    ///
    /// @param breaker `closed`, `open` or `half_open`
    /// @param retries since the start
    public record State(String name, String breaker, long retries) {}

    /// The providers that were called since the start.
    public List<State> states() {
        return guards.values().stream()
                .map(guard ->
                        new State(
                                guard.provider().name(),
                                guard.state().name().toLowerCase(Locale.ROOT),
                                guard.retries()))
                .toList();
    }

    /// One for each provider as it is configured; all event loops share it.
    ProviderGuard guard(Provider provider) {
        return guards.computeIfAbsent(provider, this::newGuard);
    }

    private ProviderGuard newGuard(Provider provider) {
        Gauge.builder("ccproxy.provider.left.alone", this, all -> all.isLeftAlone(provider.name()))
                .description("Whether a provider's circuit breaker keeps requests from it")
                .tag("provider", provider.name())
                .register(metrics);
        return new ProviderGuard(provider);
    }

    private double isLeftAlone(String provider) {
        return states().stream()
                        .anyMatch(state ->
                                state.name().equals(provider) && !state.breaker().equals("closed"))
                ? 1
                : 0;
    }

    /// An event loop's own client. It undoes compression, since what comes is to be read.
    HttpClient client(Context eventLoop) {
        return clients.computeIfAbsent(
                eventLoop,
                none ->
                        vertx.httpClientBuilder()
                                .with(
                                        new HttpClientOptions()
                                                .setDecompressionSupported(true)
                                                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS))
                                .with(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS))
                                .build());
    }

    /// A request went to a provider, or back to Claude.
    void counted(String provider, String result) {
        metrics.counter("ccproxy.routed", "provider", provider, "result", result).increment();
    }
}
