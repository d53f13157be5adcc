package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.Route;
import dev.ccproxy.exchange.RouteDecision;
import dev.ccproxy.exchange.RouteEnding;
import dev.ccproxy.exchange.RouteResult;
import dev.ccproxy.message.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of exchanges, for the indexing thread.
final class StepStore {
    private static final String UPSTREAM = "anthropic";
    private static final List<String> BEGINNING =
            List.of(
                    "session",
                    "conversation",
                    "class",
                    "started",
                    "leaf",
                    "turn",
                    "model",
                    "toolset");
    private static final List<String> ROUTE = List.of("provider", "routed_model", "routed_agent");
    private static final List<String> PROGRESS = List.of("status", "first_token");
    private static final List<String> END =
            List.of("outcome", "duration", "answer", "error", "stop_reason");

    private final StatementStore sql;

    StepStore(StatementStore sql) {
        this.sql = sql;
    }

    /// An exchange as it stands in the index.
    ///
    /// @param leaf the node of its last message; null for side requests
    record Step(
            long session,
            @Nullable Long conversation,
            RequestClass use,
            @Nullable Long leaf,
            @Nullable Long status,
            boolean ended) {}

    @Nullable Step find(long id) {
        return sql.first(
                "SELECT session, conversation, class, leaf, status, outcome IS NOT NULL FROM"
                        + " exchange WHERE id = ?",
                row ->
                        new Step(
                                row.number(),
                                row.numberOrNull(),
                                RequestClass.withCode(row.text()),
                                row.numberOrNull(),
                                row.numberOrNull(),
                                row.flag()),
                id);
    }

    /// Adds what is known of an exchange from its request on.
    ///
    /// @param toolset which tools the model may call
    static void begin(
            ExchangeRow row,
            Exchange exchange,
            Step step,
            @Nullable Long turn,
            @Nullable Long toolset) {
        row.add(
                BEGINNING,
                step.session,
                step.conversation,
                step.use.code(),
                micros(exchange.started()),
                step.leaf,
                turn,
                exchange.model(),
                toolset);
    }

    /// Adds what is known of an exchange from its answer on.
    static void progress(ExchangeRow row, Exchange exchange) {
        ResponseHead response = exchange.response();
        row.add(
                PROGRESS,
                response == null ? null : response.status(),
                micros(exchange.timings().timeToFirstToken()));
        routed(row, exchange);
    }

    /// Adds what is known of an exchange that has ended.
    static void end(
            ExchangeRow row,
            Exchange exchange,
            Outcome outcome,
            @Nullable Answer answer,
            @Nullable Long node) {
        progress(row, exchange);
        row.add(
                END,
                outcome.code(),
                micros(exchange.timings().duration()),
                node,
                answer == null || answer.error() == null ? null : answer.error().type(),
                answer == null || answer.stopReason() == null ? null : answer.stopReason().code());
    }

    void insert(ExchangeRow row, Exchange exchange) {
        row.insert(sql, exchange.id().value());
    }

    void update(ExchangeRow row, Exchange exchange) {
        row.update(sql, exchange.id().value());
    }

    /// Where an exchange went instead of to the upstream as it came. One that came back is the
    /// upstream's again, but its mapping matched.
    private static void routed(ExchangeRow row, Exchange exchange) {
        Route route = exchange.route();
        if (route == null) {
            return;
        }
        RouteDecision decision = route.decision();
        RouteEnding ending = route.ending();
        boolean back = ending != null && ending.result() == RouteResult.FELL_BACK;
        row.add(
                ROUTE,
                back ? UPSTREAM : decision.provider(),
                back ? null : decision.model(),
                decision.agent());
    }

    void delete(long id) {
        sql.update("DELETE FROM tool_call WHERE exchange = ?", id);
        sql.update(
                "UPDATE tool_call SET result_exchange = NULL, returned = NULL, result_size = NULL,"
                        + " is_error = NULL WHERE result_exchange = ?",
                id);
        sql.update("DELETE FROM exchange WHERE id = ?", id);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static @Nullable Long micros(@Nullable Duration duration) {
        return duration == null ? null : duration.toNanos() / 1_000;
    }
}
