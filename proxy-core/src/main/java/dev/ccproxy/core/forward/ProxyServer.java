package dev.ccproxy.core.forward;

import dev.ccproxy.lifecycle.Watchers;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Listens on proxy-core's port, once for each processor, and hands to Quarkus what is not the
/// upstream's.
@Singleton
public class ProxyServer {
    private static final Logger LOG = Logger.getLogger(ProxyServer.class);
    private static final long START_SECONDS = 30;
    private static final long DRAIN_CHECK_MILLIS = 20;

    private final Vertx vertx;
    private final ServerConfig config;
    private final UpstreamConfig upstreamConfig;
    private final UpstreamStatus status;
    private final ExchangeListener.Factory listeners;
    private final Diversion diversion;
    private final Router router;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Watchers watchers = new Watchers();
    private final List<Forwarder> forwarders = new CopyOnWriteArrayList<>();
    private int port;

    ProxyServer(
            Vertx vertx,
            ServerConfig config,
            UpstreamConfig upstreamConfig,
            UpstreamStatus status,
            ExchangeListener.Factory listeners,
            Diversion diversion,
            Router router) {
        this.vertx = vertx;
        this.config = config;
        this.upstreamConfig = upstreamConfig;
        this.status = status;
        this.listeners = listeners;
        this.diversion = diversion;
        this.router = router;
    }

    void start(@Observes StartupEvent event) throws Exception {
        Upstream upstream = Upstream.of(upstreamConfig);
        Forwarder.Shared shared =
                new Forwarder.Shared(
                        config, upstream, status, listeners, diversion, router, inFlight, draining);
        vertx.deployVerticle(
                        () -> {
                            HttpClient client = Connections.client(vertx, upstream.tls());
                            forwarders.add(new Forwarder(shared, client, portToListenOn()));
                            return forwarders.getLast();
                        },
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_SECONDS, TimeUnit.SECONDS);
        port = forwarders.getFirst().port();
        LOG.infof("listening on %s:%d, upstream %s", config.host(), port, upstreamConfig.baseUrl());
    }

    /// What neither the upstream nor any part of the proxy answers.
    void mountNotFound(@Observes Router routes) {
        routes.route()
                .last()
                .handler(context -> {
                    AnthropicError error = AnthropicError.notFound(context.normalizedPath());
                    context.response()
                            .setStatusCode(error.status())
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .end(error.body());
                });
    }

    /// Vert.x takes a port below zero for any free one that all instances share.
    private int portToListenOn() {
        return config.port() == 0 ? -1 : config.port();
    }

    /// Says that it is not ready any more, takes no new connections once all who watch know, and
    /// waits until no exchange is in flight, as long as the configuration allows.
    public void drain() throws InterruptedException {
        draining.set(true);
        LOG.infof("told to stop, with %d exchanges in flight", inFlight.get());
        watchers.awaitTold();
        forwarders.forEach(Forwarder::stopListening);
        long deadline = System.nanoTime() + config.timeouts().drain().toNanos();
        while (inFlight.get() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(DRAIN_CHECK_MILLIS);
        }
        if (inFlight.get() > 0) {
            LOG.warnf("%d exchanges are cut off", inFlight.get());
        }
    }

    /// Whether the process was told to stop and finishes what is in flight.
    public boolean isDraining() {
        return draining.get();
    }

    /// Those who ask whether it is ready.
    public Watchers watchers() {
        return watchers;
    }

    /// The port that it listens on.
    public int port() {
        return port;
    }

    /// Exchanges that have begun and not ended.
    public int inFlight() {
        return inFlight.get();
    }
}
