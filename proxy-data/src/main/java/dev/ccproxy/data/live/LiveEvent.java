package dev.ccproxy.data.live;

import dev.ccproxy.data.conversation.ExchangePlace;
import dev.ccproxy.data.exchange.ExchangeOutcome;
import dev.ccproxy.data.exchange.ExchangeSummary;
import dev.ccproxy.store.Change;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a listener is told.
sealed interface LiveEvent {
    /// Listening begins here: what the listener reads from now on is at least as new.
    record Ready(long revision) implements LiveEvent {}

    /// Listening goes on where it broke off, and nothing is left out.
    record Resumed(long revision) implements LiveEvent {}

    /// What the listener knows may be wrong: the record is another one, or too much has happened.
    record Reset(long revision) implements LiveEvent {}

    /// An exchange is new, goes on or is over.
    record Exchanged(long revision, ExchangeSummary exchange) implements LiveEvent {
        /// `started`, `updated` or `finished`.
        String name() {
            if (exchange.outcome() != ExchangeOutcome.IN_FLIGHT) {
                return "finished";
            }
            return exchange.status() == null ? "started" : "updated";
        }
    }

    /// More was said in an answer.
    record Answered(AnswerProgress progress) implements LiveEvent {}

    /// The index knows where an exchange belongs.
    record Indexed(ExchangePlace place) implements LiveEvent {}

    /// An exchange is no longer on record.
    record Deleted(long revision, DeletedExchange exchange) implements LiveEvent {}

    /// The record cannot be read at the moment; the stream goes on by itself once it can.
    record Unavailable() implements LiveEvent {}

    /// Nothing happened for a while.
    record Heartbeat() implements LiveEvent {}

    /// Names an exchange that is no longer on record.
    @Schema(description = "Names an exchange that is no longer on record")
    record DeletedExchange(String id) {}

    /// Nothing where nothing can be told.
    static Optional<LiveEvent> of(Change change) {
        return switch (change) {
            case Change.Written(long revision, var exchange) ->
                    Optional.of(new Exchanged(revision, ExchangeSummary.of(exchange)));
            case Change.Unreadable _ -> Optional.empty();
            case Change.Deleted(long revision, var id) ->
                    Optional.of(new Deleted(revision, new DeletedExchange(id.toString())));
        };
    }
}
