package dev.ccproxy.data.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.message.Answer;
import dev.ccproxy.message.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes operations of exchanges that have ended.
@ApplicationScoped
class Operations {
    private static final String MESSAGES = "/v1/messages";
    private static final int FIRST_ERROR_STATUS = 400;

    private final ExchangeContents contents;
    private final ObjectMapper json;
    private final boolean withContent;

    Operations(ExchangeContents contents, ObjectMapper json, TelemetryConfig config) {
        this.contents = contents;
        this.json = json;
        this.withContent = config.content();
    }

    /// The operation that an exchange was; empty where it called no model.
    Optional<Operation> of(Exchange exchange) {
        String model = exchange.model();
        if (model == null || !exchange.request().path().equals(MESSAGES)) {
            return Optional.empty();
        }
        Answer answer = contents.answer(exchange);
        Usage usage = answer == null ? Usage.NONE : answer.usage();
        Duration duration = exchange.timings().duration();
        return Optional.of(
                new Operation(
                        exchange.id().toString(),
                        model,
                        answer == null ? null : answer.model(),
                        answer == null ? null : answer.id(),
                        answer == null || answer.stopReason() == null
                                ? List.of()
                                : List.of(answer.stopReason().code()),
                        exchange.response() == null ? null : exchange.response().status(),
                        error(exchange, answer),
                        usage.totalInputTokens(),
                        usage.cacheReadInputTokens(),
                        usage.cacheWrite5mInputTokens() + usage.cacheWrite1hInputTokens(),
                        usage.outputTokens(),
                        exchange.caller().sessionId(),
                        exchange.caller().agentId(),
                        exchange.started(),
                        duration == null ? Duration.ZERO : duration,
                        exchange.timings().timeToFirstToken(),
                        trace(exchange),
                        withContent ? input(exchange) : null,
                        withContent && answer != null ? text(answer.content()) : null));
    }

    /// The API's own word, else the status, else how it ended.
    private static @Nullable String error(Exchange exchange, @Nullable Answer answer) {
        if (answer != null && answer.error() != null) {
            return answer.error().type();
        }
        if (exchange.response() != null && exchange.response().status() >= FIRST_ERROR_STATUS) {
            return String.valueOf(exchange.response().status());
        }
        Outcome outcome = exchange.outcome();
        return outcome == null || outcome instanceof Outcome.Completed ? null : outcome.code();
    }

    /// The headers by which a client tells of the trace that it is in.
    ///
    /// @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
    private static Map<String, String> trace(Exchange exchange) {
        Map<String, String> trace = new HashMap<>();
        for (String name : List.of("traceparent", "tracestate")) {
            exchange.request().headers().first(name).ifPresent(value -> trace.put(name, value));
        }
        return trace;
    }

    private @Nullable String input(Exchange exchange) {
        return contents.tryRequestJson(exchange)
                .map(request -> request.path("messages"))
                .filter(JsonNode::isArray)
                .map(this::text)
                .orElse(null);
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written", e);
        }
    }
}
