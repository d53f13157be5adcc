package dev.ccproxy.data.conversation;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The requests and answers of a batch of exchanges, read ahead by a second thread while the first
/// one indexes those before: what they say depends on nothing that is indexed. Whoever of the two
/// comes to one first reads it.
final class ReadAhead implements AutoCloseable {
    /// With fewer changes a second thread is not worth its while.
    private static final int MANY = 32;

    /// How many exchanges it is ahead at the most: what was read is kept until it is indexed.
    private static final int LEAD = 48;

    private final BodyReader bodies;
    private final AnswerReader answers;
    private final ExchangeReader record;
    private final Executor second;
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Map<Long, FutureTask<Optional<RequestBody>>> requested = new HashMap<>();
    private final Map<Long, FutureTask<Optional<Answered>>> answered = new HashMap<>();

    ReadAhead(
            BodyReader bodies,
            AnswerReader answers,
            ExchangeReader record,
            List<Change> changes,
            Executor second) {
        this.bodies = bodies;
        this.answers = answers;
        this.record = record;
        this.second = second;
        if (changes.size() >= MANY) {
            for (Change change : changes) {
                if (change instanceof Change.Written written) {
                    add(written.exchange());
                }
            }
            for (int i = 0; i < LEAD; i++) {
                goOn();
            }
        }
    }

    private void add(Exchange exchange) {
        FutureTask<Optional<RequestBody>> body = new FutureTask<>(() -> readBody(exchange));
        requested.put(exchange.id().value(), body);
        if (exchange.outcome() == null || exchange.response() == null) {
            later.add(body);
        } else {
            FutureTask<Optional<Answered>> answer = new FutureTask<>(() -> readAnswer(exchange));
            answered.put(exchange.id().value(), answer);
            later.add(() -> {
                body.run();
                answer.run();
            });
        }
    }

    /// Has the second thread read one more.
    private void goOn() {
        Runnable next = later.poll();
        if (next != null) {
            second.execute(next);
        }
    }

    private Optional<RequestBody> readBody(Exchange exchange) throws StoreException {
        return exchange.requestBody().recorded() && exchange.request().method().equals("POST")
                ? bodies.read(record, exchange.id())
                : Optional.empty();
    }

    private Optional<Answered> readAnswer(Exchange exchange) throws StoreException {
        return answers.read(record, exchange);
    }

    /// The body of a request; nothing where it is not on record or is none that the Messages API
    /// would take.
    Optional<RequestBody> body(Exchange exchange) throws StoreException {
        goOn();
        return result(requested.remove(exchange.id().value()), () -> readBody(exchange));
    }

    /// The answer of an exchange that has ended; nothing where none came that the Messages API
    /// would give.
    Optional<Answered> answer(Exchange exchange) throws StoreException {
        return result(answered.remove(exchange.id().value()), () -> readAnswer(exchange));
    }

    private static <T> T result(@Nullable FutureTask<T> ahead, Callable<T> read)
            throws StoreException {
        FutureTask<T> task = ahead == null ? new FutureTask<>(read) : ahead;
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an exchange was read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException("an exchange cannot be read", e.getCause());
        }
    }

    /// Leaves unread what nobody wanted.
    @Override
    public void close() {
        requested.values().forEach(task -> task.cancel(false));
        answered.values().forEach(task -> task.cancel(false));
    }
}
