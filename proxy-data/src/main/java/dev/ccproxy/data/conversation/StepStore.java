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
import org.jspecify.annotations.Nullable;

/// The table of exchanges, for the indexing thread.
final class StepStore {
    private static final String UPSTREAM = "anthropic";

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

    /// @param toolset which tools the model may call
    void insert(Exchange exchange, Step step, @Nullable Long turn, @Nullable Long toolset) {
        sql.update(
                "INSERT INTO exchange (id, session, conversation, class, started, leaf, turn, model,"
                        + " toolset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                exchange.id().value(),
                step.session,
                step.conversation,
                step.use.code(),
                micros(exchange.started()),
                step.leaf,
                turn,
                exchange.model(),
                toolset);
    }

    /// Notes where an exchange went instead of to the upstream as it came. One that came back is
    /// the upstream's again, but its mapping matched.
    void routed(Exchange exchange) {
        Route route = exchange.route();
        if (route == null) {
            return;
        }
        RouteDecision decision = route.decision();
        RouteEnding ending = route.ending();
        boolean back = ending != null && ending.result() == RouteResult.FELL_BACK;
        sql.update(
                "UPDATE exchange SET provider = ?, routed_model = ?, routed_agent = ? WHERE id = ?",
                back ? UPSTREAM : decision.provider(),
                back ? null : decision.model(),
                decision.agent(),
                exchange.id().value());
    }

    void progress(Exchange exchange) {
        routed(exchange);
        ResponseHead response = exchange.response();
        sql.update(
                "UPDATE exchange SET status = ?, first_token = ? WHERE id = ?",
                response == null ? null : response.status(),
                micros(exchange.timings().timeToFirstToken()),
                exchange.id().value());
    }

    void end(Exchange exchange, Outcome outcome, @Nullable Answer answer, @Nullable Long node) {
        routed(exchange);
        ResponseHead response = exchange.response();
        sql.update(
                "UPDATE exchange SET status = ?, first_token = ?, outcome = ?, duration = ?, answer = ?, error = ?, stop_reason ="
                        + " ? WHERE id = ?",
                response == null ? null : response.status(),
                micros(exchange.timings().timeToFirstToken()),
                outcome.code(),
                micros(exchange.timings().duration()),
                node,
                answer == null || answer.error() == null ? null : answer.error().type(),
                answer == null || answer.stopReason() == null ? null : answer.stopReason().code(),
                exchange.id().value());
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
