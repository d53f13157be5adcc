package dev.ccproxy.data.health;

import dev.ccproxy.lifecycle.Watchers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready until the process is told to stop. Then the gateway is let know, which keeps questions
/// until somebody is ready again, and what is being answered is finished.
@Readiness
@ApplicationScoped
class Departure implements HealthCheck {
    /// Before the guards: who is refused is answered too.
    private static final int PRIORITY = 2_000;

    /// Live streams have no end of their own; the dashboard comes back by itself.
    private static final String ENDLESS = "/api/live";

    private static final long FINISH_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_MILLIS = 10;

    private final AtomicBoolean leaving = new AtomicBoolean();
    private final AtomicInteger answering = new AtomicInteger();
    private final Watchers watchers = new Watchers();

    void register(@Observes Filters filters) {
        filters.register(this::count, PRIORITY);
    }

    private void count(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (context.normalizedPath().equals("/health/ready")) {
            watchers.asked(request.remoteAddress().host() + " " + request.getHeader("user-agent"));
        } else if (!context.normalizedPath().equals(ENDLESS)) {
            answering.incrementAndGet();
            context.addEndHandler(ended -> answering.decrementAndGet());
        }
        context.next();
    }

    void leave(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        leaving.set(true);
        watchers.awaitTold();
        long deadline = System.nanoTime() + FINISH_NANOS;
        while (answering.get() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("proxy-data").status(!leaving.get()).build();
    }
}
