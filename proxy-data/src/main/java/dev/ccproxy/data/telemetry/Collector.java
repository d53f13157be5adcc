package dev.ccproxy.data.telemetry;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A collector, by OTLP over HTTP: each operation is a span, and counts in two histograms. What it
/// does not take is lost after some tries; the record has it all the same.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/">Metrics</a>
final class Collector implements AutoCloseable {
    private static final String SCOPE = "claude-code-proxy";
    private static final Duration METRICS_EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The conventions' own.
    private static final List<Double> SECONDS =
            List.of(
                    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96,
                    81.92);

    private static final List<Long> TOKENS =
            List.of(
                    1L,
                    4L,
                    16L,
                    64L,
                    256L,
                    1_024L,
                    4_096L,
                    16_384L,
                    65_536L,
                    262_144L,
                    1_048_576L,
                    4_194_304L,
                    16_777_216L,
                    67_108_864L);

    private final SdkTracerProvider traces;
    private final SdkMeterProvider metrics;
    private final Tracer tracer;
    private final LongHistogram tokens;
    private final DoubleHistogram durations;

    /// @param endpoint the collector's base URL, for example `http://localhost:4318`
    Collector(String endpoint) {
        String base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
        Resource resource =
                Resource.getDefault()
                        .merge(Resource.create(Attributes.of(stringKey("service.name"), SCOPE)));
        this.traces =
                SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(
                                                OtlpHttpSpanExporter.builder()
                                                        .setEndpoint(base + "v1/traces")
                                                        .setTimeout(PATIENCE)
                                                        .build())
                                        .build())
                        .build();
        this.metrics =
                SdkMeterProvider.builder()
                        .setResource(resource)
                        .registerMetricReader(
                                PeriodicMetricReader.builder(
                                                OtlpHttpMetricExporter.builder()
                                                        .setEndpoint(base + "v1/metrics")
                                                        .setTimeout(PATIENCE)
                                                        .build())
                                        .setInterval(METRICS_EVERY)
                                        .build())
                        .build();
        this.tracer = traces.get(SCOPE);
        Meter meter = metrics.get(SCOPE);
        this.tokens =
                meter.histogramBuilder("gen_ai.client.token.usage")
                        .ofLongs()
                        .setUnit("{token}")
                        .setDescription("Tokens of each request: all input, and output")
                        .setExplicitBucketBoundariesAdvice(TOKENS)
                        .build();
        this.durations =
                meter.histogramBuilder("gen_ai.client.operation.duration")
                        .setUnit("s")
                        .setDescription("How long each request took")
                        .setExplicitBucketBoundariesAdvice(SECONDS)
                        .build();
    }

    void tell(Operation operation) {
        Attributes common = common(operation);
        span(operation, common);
        durations.record(seconds(operation.duration()), common);
        if (operation.totalInputTokens() + operation.outputTokens() > 0) {
            tokens.record(operation.totalInputTokens(), ofType(common, "input"));
            tokens.record(operation.outputTokens(), ofType(common, "output"));
        }
    }

    private void span(Operation operation, Attributes common) {
        Context parent =
                W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), operation.traceparent(), Headers.INSTANCE);
        Span span =
                tracer.spanBuilder("chat " + operation.model())
                        .setSpanKind(SpanKind.CLIENT)
                        .setParent(parent)
                        .setStartTimestamp(operation.started())
                        .setAllAttributes(common)
                        .setAllAttributes(details(operation))
                        .startSpan();
        if (operation.error() != null) {
            span.setStatus(StatusCode.ERROR, operation.error());
        }
        span.end(operation.started().plus(operation.duration()));
    }

    private static Attributes common(Operation operation) {
        AttributesBuilder attributes =
                Attributes.builder()
                        .put("gen_ai.operation.name", "chat")
                        .put("gen_ai.provider.name", "anthropic")
                        .put("gen_ai.request.model", operation.model());
        put(attributes, "gen_ai.response.model", operation.answeringModel());
        put(attributes, "error.type", operation.error());
        return attributes.build();
    }

    private static Attributes details(Operation operation) {
        AttributesBuilder attributes =
                Attributes.builder()
                        .put("ccproxy.exchange.id", operation.exchange())
                        .put(
                                stringArrayKey("gen_ai.response.finish_reasons"),
                                operation.finishReasons())
                        .put(longKey("gen_ai.usage.input_tokens"), operation.totalInputTokens())
                        .put(longKey("gen_ai.usage.output_tokens"), operation.outputTokens())
                        .put(
                                longKey("gen_ai.usage.cache_read.input_tokens"),
                                operation.cacheReadTokens())
                        .put(
                                longKey("gen_ai.usage.cache_creation.input_tokens"),
                                operation.cacheWriteTokens());
        if (operation.status() != null) {
            attributes.put("http.response.status_code", operation.status().longValue());
        }
        if (operation.timeToFirstToken() != null) {
            attributes.put(
                    doubleKey("ccproxy.time_to_first_token"),
                    seconds(operation.timeToFirstToken()));
        }
        put(attributes, "gen_ai.response.id", operation.responseId());
        put(attributes, "gen_ai.conversation.id", operation.session());
        put(attributes, "gen_ai.agent.id", operation.agent());
        put(attributes, "gen_ai.input.messages", operation.input());
        put(attributes, "gen_ai.output.messages", operation.output());
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private static Attributes ofType(Attributes common, String type) {
        return common.toBuilder().put("gen_ai.token.type", type).build();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private enum Headers implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }

    @Override
    public void close() {
        traces.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        metrics.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
