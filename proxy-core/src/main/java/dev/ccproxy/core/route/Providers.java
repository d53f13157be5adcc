package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Provider;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The providers that were called so far: how they do, and the connections to them.
@Singleton
public class Providers {
    static final String CLOSED = "closed";
    private static final int CONNECT_TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(10);
    private static final int MAX_CONNECTIONS = 1_024;

    private final Vertx vertx;
    private final LiveRouting routing;
    private final MeterRegistry metrics;
    private final Map<Provider, ProviderGuard> guards = new ConcurrentHashMap<>();
    private final Map<EventLoop, HttpClient> clients = new ConcurrentHashMap<>();

    Providers(Vertx vertx, LiveRouting routing, MeterRegistry metrics) {
        this.vertx = vertx;
        this.routing = routing;
        this.metrics = metrics;
    }

    /// How the providers do that were called since they were configured as they are now.
    public List<ProviderState> states() {
        return routing.current().providers().values().stream()
                .map(guards::get)
                .filter(Objects::nonNull)
                .map(ProviderGuard::current)
                .toList();
    }

    /// How a provider does; as at the start where it was not called yet.
    public ProviderState state(Provider provider) {
        ProviderGuard known = guards.get(provider);
        return known == null ? ProviderState.unused(provider.name()) : known.current();
    }

    /// How a provider's circuit breaker stands: `closed`, `open` or `half_open`.
    String breaker(Provider provider) {
        return state(provider).breaker();
    }

    /// One for each provider as it is configured; all event loops share it.
    ProviderGuard guard(Provider provider) {
        ProviderGuard known = guards.get(provider);
        if (known != null) {
            return known;
        }
        forgetOlder(provider);
        return guards.computeIfAbsent(provider, this::newGuard);
    }

    private ProviderGuard newGuard(Provider provider) {
        Gauge.builder("ccproxy.provider.left.alone", this, all -> all.isLeftAlone(provider.name()))
                .description("Whether a provider's circuit breaker keeps requests from it")
                .tag("provider", provider.name())
                .register(metrics);
        return new ProviderGuard(provider);
    }

    /// As it was configured before. Calls that are still under way there keep what they hold.
    private void forgetOlder(Provider provider) {
        guards.keySet()
                .removeIf(known -> known.name().equals(provider.name()) && !known.equals(provider));
    }

    private double isLeftAlone(String provider) {
        return states().stream()
                        .anyMatch(state ->
                                state.name().equals(provider) && !state.breaker().equals(CLOSED))
                ? 1
                : 0;
    }

    /// The event loop's own client.
    ///
    /// @param context of an exchange. Vert.x makes one for each request, so it cannot stand for the
    ///   loop itself
    HttpClient client(Context context) {
        return clients.computeIfAbsent(
                ((ContextInternal) context).nettyEventLoop(),
                none ->
                        vertx.httpClientBuilder()
                                .with(
                                        new HttpClientOptions()
                                                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS))
                                .with(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS))
                                .build());
    }

    /// The head of an answer came after so many nanoseconds.
    void took(Provider provider, long nanos) {
        guard(provider).figures().took(nanos);
    }

    /// A request was answered.
    void answered(Provider provider) {
        guard(provider).figures().answered();
        count(provider, "answered");
    }

    /// A request was not answered.
    void failed(Provider provider, String reason) {
        guard(provider).figures().failed(reason);
        count(provider, "failed");
    }

    /// A request was not answered, and went back to Claude.
    void fellBack(Provider provider, String reason) {
        guard(provider).figures().failed(reason);
        count(provider, "fallback");
    }

    private void count(Provider provider, String result) {
        metrics.counter("ccproxy.routed", "provider", provider.name(), "result", result)
                .increment();
    }
}
