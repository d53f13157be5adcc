package dev.ccproxy.data.conversation;

import static dev.ccproxy.data.conversation.ConversationViewStore.instant;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The turns of a conversation.
final class TurnViewStore {
    private static final String IN_FLIGHT = "in_flight";

    private final StatementStore sql;
    private final MessageViewStore messages;

    TurnViewStore(StatementStore sql, ObjectMapper json) {
        this.sql = sql;
        this.messages = new MessageViewStore(sql, json);
    }

    /// A turn's number, its first request, and what begins it.
    private record Begun(long id, long first, MessageKind kind, int position) {}

    /// A request with the node it ends with.
    private record Sent(@Nullable Long leaf, Turn.Step step) {}

    /// Some turns, in order.
    ///
    /// @param after the first request of the last turn that is known; 0 for none
    /// @param tip the last message of the branch whose turns are asked for; null for all branches
    Turn.Page turns(long conversation, long after, int limit, @Nullable Long tip) {
        String branch = tip == null ? "" : " AND e.turn IN (SELECT id FROM branch)";
        List<Object> values = new ArrayList<>();
        if (tip != null) {
            values.add(tip);
        }
        values.addAll(List.of(conversation, after, limit + 1));
        List<Begun> begun =
                sql.list(
                        (tip == null ? "" : MessageViewStore.BRANCH + " ")
                                + "SELECT e.turn, min(e.id) AS first, n.kind, n.depth FROM exchange"
                                + " e JOIN node n ON n.id = e.turn WHERE e.conversation = ?"
                                + branch
                                + " GROUP BY e.turn HAVING first > ? ORDER BY first LIMIT ?",
                        row ->
                                new Begun(
                                        row.number(),
                                        row.number(),
                                        MessageKind.withCode(row.text()),
                                        (int) row.number()),
                        values.toArray());
        boolean more = begun.size() > limit;
        List<Begun> page = more ? begun.subList(0, limit) : begun;
        List<Turn> turns = page.stream().map(one -> turn(conversation, one)).toList();
        String next = more ? new ExchangeId(page.getLast().first).toString() : null;
        return new Turn.Page(turns, next);
    }

    private Turn turn(long conversation, Begun begun) {
        List<Turn.Step> steps = steps(conversation, begun.id);
        Instant last = steps.getFirst().startedAt();
        Tokens tokens = new Tokens(0, 0, 0, 0, 0);
        Spending spending = Spending.NONE;
        String stopReason = null;
        Long answer = null;
        boolean working = false;
        for (Turn.Step step : steps) {
            Long duration = step.durationMicros();
            Instant end = step.startedAt().plusNanos(duration == null ? 0 : duration * 1_000);
            last = end.isAfter(last) ? end : last;
            tokens = tokens.plus(step.tokens());
            spending = spending.plus(step.spending());
            working |= step.outcome().equals(IN_FLIGHT);
            if (step.kind().isStep()) {
                stopReason = step.stopReason() == null ? stopReason : step.stopReason();
                answer = step.answer() == null ? answer : step.answer();
            }
        }
        return new Turn(
                begun.id,
                begun.position,
                begun.kind,
                MessageIndexing.cut(
                        messages.message(begun.id)
                                .map(Message::content)
                                .map(MessageFacts::prompt)
                                .orElse("")),
                answer == null
                        ? null
                        : messages.message(answer)
                                .map(message -> MessageFacts.lastText(message.content()))
                                .map(MessageIndexing::cut)
                                .orElse(null),
                steps.getFirst().startedAt(),
                last,
                working,
                stopReason,
                steps,
                calls(conversation, begun.id),
                tokens,
                spending);
    }

    private List<Turn.Step> steps(long conversation, long turn) {
        List<Sent> sent =
                sql.list(
                        "SELECT leaf, id, class, started, model, status, outcome, error,"
                                + " stop_reason, first_token, duration, answer, (SELECT depth FROM"
                                + " node WHERE id = exchange.answer), "
                                + Tokens.COLUMNS
                                + ", "
                                + Spending.COLUMNS
                                + " FROM exchange WHERE conversation = ? AND turn = ? ORDER BY id",
                        row -> new Sent(row.numberOrNull(), step(row)),
                        conversation,
                        turn);
        Map<Long, Integer> attempts = new HashMap<>();
        List<Turn.Step> steps = new ArrayList<>();
        for (Sent one : sent) {
            int attempt = one.leaf == null ? 1 : attempts.merge(one.leaf, 1, Integer::sum);
            steps.add(withAttempt(one.step, attempt));
        }
        return steps;
    }

    private static Turn.Step step(RowReader row) {
        String id = new ExchangeId(row.number()).toString();
        RequestClass kind = RequestClass.withCode(row.text());
        Instant started = instant(row.number());
        String model = row.textOrNull();
        Long status = row.numberOrNull();
        return new Turn.Step(
                id,
                kind,
                1,
                started,
                model,
                status == null ? null : status.intValue(),
                Objects.requireNonNullElse(row.textOrNull(), IN_FLIGHT),
                row.textOrNull(),
                row.textOrNull(),
                row.numberOrNull(),
                row.numberOrNull(),
                row.numberOrNull(),
                row.numberOrNull(),
                Tokens.read(row),
                Spending.read(row));
    }

    private static Turn.Step withAttempt(Turn.Step step, int attempt) {
        return new Turn.Step(
                step.id(),
                step.kind(),
                attempt,
                step.startedAt(),
                step.model(),
                step.status(),
                step.outcome(),
                step.error(),
                step.stopReason(),
                step.timeToFirstTokenMicros(),
                step.durationMicros(),
                step.answer(),
                step.answerPosition(),
                step.tokens(),
                step.spending());
    }

    private List<Turn.ToolCall> calls(long conversation, long turn) {
        return sql.list(
                "SELECT t.tool_use, t.name, t.exchange, t.result_exchange, t.called, t.returned -"
                        + " t.called, t.is_error, t.input_size, t.result_size, (SELECT key FROM"
                        + " conversation WHERE session = t.session AND spawn = t.tool_use) FROM"
                        + " exchange e JOIN tool_call t ON t.exchange = e.id WHERE e.conversation ="
                        + " ? AND e.turn = ? ORDER BY t.id",
                TurnViewStore::call,
                conversation,
                turn);
    }

    private static Turn.ToolCall call(RowReader row) {
        String id = row.text();
        String name = row.text();
        String request = new ExchangeId(row.number()).toString();
        Long result = row.numberOrNull();
        Instant called = instant(row.number());
        Long duration = row.numberOrNull();
        Long error = row.numberOrNull();
        return new Turn.ToolCall(
                id,
                name,
                request,
                result == null ? null : new ExchangeId(result).toString(),
                called,
                duration,
                error == null ? null : error == 1,
                row.number(),
                row.numberOrNull(),
                row.textOrNull());
    }
}
