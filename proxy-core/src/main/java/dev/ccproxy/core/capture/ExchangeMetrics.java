package dev.ccproxy.core.capture;

import dev.ccproxy.exchange.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What Prometheus is told of exchanges. No label tells whose they are.
@Singleton
public class ExchangeMetrics {
    private static final Duration[] OVERHEAD_BUCKETS = {
        Duration.ofNanos(25_000),
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100)
    };

    private final MeterRegistry registry;
    private final Map<String, Counter> exchanges = new ConcurrentHashMap<>();
    private final Timer overhead;

    ExchangeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.overhead =
                Timer.builder("ccproxy.overhead")
                        .description("Time in the proxy's hands, without the upstream's")
                        .serviceLevelObjectives(OVERHEAD_BUCKETS)
                        .register(registry);
    }

    void watch(RecordQueue queue, Losses losses) {
        Gauge.builder("ccproxy.record.queue", queue, RecordQueue::bytes)
                .baseUnit("bytes")
                .description("Bytes that wait to be written")
                .register(registry);
        FunctionCounter.builder("ccproxy.records.dropped", losses, Losses::exchanges)
                .description("Exchanges that are not on record because there was no room")
                .register(registry);
        FunctionCounter.builder("ccproxy.record.dropped", losses, Losses::bytes)
                .baseUnit("bytes")
                .description("Bytes of bodies that are not on record because there was no room")
                .register(registry);
    }

    void ended(Outcome outcome, long proxyNanos) {
        exchanges.computeIfAbsent(outcome.code(), this::counter).increment();
        overhead.record(proxyNanos, TimeUnit.NANOSECONDS);
    }

    private Counter counter(String outcome) {
        return Counter.builder("ccproxy.exchanges")
                .description("Exchanges that ended")
                .tag("outcome", outcome)
                .register(registry);
    }
}
