package dev.ccproxy.data.conversation;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.message.Answer;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/// The answers of a batch of exchanges, read ahead by a second thread while the first one indexes
/// the requests: they depend on nothing that is indexed. Whoever of the two comes to an answer
/// first reads it.
final class AnswersAhead implements AutoCloseable {
    /// With fewer changes a second thread is not worth its while.
    private static final int MANY = 32;

    private final AnswerReader answers;
    private final ExchangeReader record;
    private final Map<Long, FutureTask<Optional<Answer>>> tasks = new LinkedHashMap<>();

    AnswersAhead(
            AnswerReader answers, ExchangeReader record, List<Change> changes, Executor second) {
        this.answers = answers;
        this.record = record;
        if (changes.size() >= MANY) {
            for (Change change : changes) {
                if (change instanceof Change.Written written
                        && written.exchange().outcome() != null
                        && written.exchange().response() != null) {
                    add(written.exchange());
                }
            }
            List<FutureTask<Optional<Answer>>> all = List.copyOf(tasks.values());
            second.execute(() -> all.forEach(FutureTask::run));
        }
    }

    private void add(Exchange exchange) {
        tasks.put(exchange.id().value(), new FutureTask<>(() -> answers.read(record, exchange)));
    }

    /// The answer of an exchange that has ended; nothing where none came that the Messages API
    /// would give.
    Optional<Answer> read(Exchange exchange) throws StoreException {
        FutureTask<Optional<Answer>> task = tasks.remove(exchange.id().value());
        if (task == null) {
            return answers.read(record, exchange);
        }
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an answer was read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException("an answer cannot be read", e.getCause());
        }
    }

    /// Leaves unread what nobody wanted.
    @Override
    public void close() {
        tasks.values().forEach(task -> task.cancel(false));
    }
}
