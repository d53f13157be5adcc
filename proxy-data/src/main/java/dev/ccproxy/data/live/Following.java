package dev.ccproxy.data.live;

import dev.ccproxy.data.conversation.ExchangePlace;
import dev.ccproxy.data.conversation.ExchangePlaces;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a listener follows beyond the record's changes: answers word by word, and where the index
/// puts exchanges.
final class Following {
    /// A listener that is further behind than this goes without what is older.
    private static final int MOST_AWAITED = 1_000;

    private final LiveAnswers answers;
    private final Index index;
    private final ExchangePlaces places;
    private final Map<ExchangeId, Reading> readings = new LinkedHashMap<>();
    private final Map<ExchangeId, Long> awaited = new LinkedHashMap<>(); // to the change to be in
    private final Set<ExchangeId> placed = new HashSet<>(); // of those in flight
    private final Set<ExchangeId> followed = new HashSet<>(); // of those in flight

    Following(LiveAnswers answers, Index index, ExchangePlaces places) {
        this.answers = answers;
        this.index = index;
        this.places = places;
    }

    /// An answer, and how far the listener is with it.
    private record Reading(LiveAnswer answer, LiveAnswer.Position position) {}

    void startOver() {
        readings.clear();
        awaited.clear();
        placed.clear();
        followed.clear();
    }

    /// An exchange has changed.
    void noticed(Change change) {
        switch (change) {
            case Change.Written(long revision, var exchange) -> written(revision, exchange);
            case Change.Unreadable _ -> {}
            case Change.Deleted(long _, var id) -> forget(id);
        }
    }

    private void written(long revision, Exchange exchange) {
        ExchangeId id = exchange.id();
        if (!followed.contains(id)) {
            answers.follow(exchange)
                    .ifPresent(answer -> {
                        followed.add(
                                id); // once: one that cannot be read is not tried with every change
                        readings.put(id, new Reading(answer, new LiveAnswer.Position()));
                    });
        }
        boolean ended = exchange.outcome() != null;
        if (ended || !placed.contains(id)) {
            awaited.put(id, revision);
        }
        if (ended) {
            placed.remove(id);
            followed.remove(id);
        } else {
            placed.add(id);
        }
        if (awaited.size() > MOST_AWAITED) {
            awaited.remove(awaited.keySet().iterator().next());
        }
    }

    private void forget(ExchangeId id) {
        readings.remove(id);
        awaited.remove(id);
        placed.remove(id);
        followed.remove(id);
    }

    /// What there is to tell since it was last asked for.
    List<LiveEvent> progress() {
        List<LiveEvent> events = new ArrayList<>();
        for (Iterator<Reading> all = readings.values().iterator(); all.hasNext(); ) {
            Reading reading = all.next();
            AnswerProgress progress = reading.answer.after(reading.position);
            if (progress != null) {
                events.add(new LiveEvent.Answered(progress));
            }
            if (reading.position.isFinished()) {
                all.remove();
            }
        }
        indexed(events);
        return events;
    }

    private void indexed(List<LiveEvent> events) {
        Long reached = index.progress().revision();
        if (reached == null) {
            return;
        }
        for (var all = awaited.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<ExchangeId, Long> one = all.next();
            if (one.getValue() <= reached) {
                Optional<ExchangePlace> place = places.find(one.getKey());
                place.ifPresent(found -> events.add(new LiveEvent.Indexed(found)));
                all.remove();
            }
        }
    }
}
