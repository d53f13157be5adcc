package dev.ccproxy.core.capture;

import dev.ccproxy.core.forward.DetourListener;
import dev.ccproxy.core.forward.ExchangeListener;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.RouteDecision;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notes down one exchange, on its event loop.
///
/// The request is noted once it is whole, or once the exchange is over; what comes before that
/// waits.
final class Recording implements ExchangeListener {
    private static final Headers REFUSAL_HEADERS =
            new Headers(List.of(new Header("content-type", "application/json")));

    private final Recorder recorder;
    private final RecordQueue queue;
    private final ExchangeId id;
    private final Instant started;
    private final long startNanos;
    private final RequestHead head;

    private @Nullable List<Buffer> body = new ArrayList<>(1);
    private final List<Note> waiting = new ArrayList<>(0);
    private long received;
    private long sent;
    private long missed;
    private boolean sentOther;
    private boolean requestEnded;
    private boolean requestNoted;
    private boolean lost;

    Recording(
            Recorder recorder, ExchangeId id, Instant started, long startNanos, RequestHead head) {
        this.recorder = recorder;
        this.queue = recorder.queue();
        this.id = id;
        this.started = started;
        this.startNanos = startNanos;
        this.head = head;
    }

    @Override
    public void requestReceived(Buffer chunk) {
        received += chunk.length();
        if (requestNoted) {
            return;
        }
        if (body == null) {
            recorder.bytesLost(chunk.length());
        } else if (queue.reserve(chunk.length())) {
            body.add(chunk);
        } else {
            queue.release(received - chunk.length());
            body = null;
            recorder.bytesLost(received);
        }
    }

    /// The very buffer that came leaves again, and nobody writes into buffers: equal references are
    /// equal bytes.
    @Override
    @SuppressWarnings("ReferenceEquality")
    public void requestSent(Buffer chunk) {
        sent += chunk.length();
        boolean same = body == null || body.getLast() == chunk;
        sentOther |= !same;
    }

    @Override
    public void requestReplaced() {
        sentOther = true;
    }

    @Override
    public DetourListener routed(
            RouteDecision decision, DetourListener.@Nullable Departure departure) {
        note(
                departure == null
                        ? new Note.Routed(id, decision, null, null, 0, List.of())
                        : departed(decision, departure));
        return new RouteRecording(recorder, id, startNanos, this::note);
    }

    private Note departed(RouteDecision decision, DetourListener.Departure departure) {
        RequestHead sent =
                new RequestHead(
                        departure.method(),
                        departure.target(),
                        null,
                        "HTTP/1.1",
                        recorder.headers(departure.headers(), departure.secrets()));
        long size = departure.body().length();
        boolean room = queue.reserve(size);
        if (!room) {
            recorder.bytesLost(size);
        }
        return new Note.Routed(
                id, decision, sent, room ? departure.body() : null, size, departure.losses());
    }

    @Override
    public void requestEnded() {
        requestEnded = true;
        noteRequest();
    }

    @Override
    public void answered(int status, MultiMap headers) {
        answered(new ResponseHead(status, recorder.headers(headers)));
    }

    @Override
    public void refused(int status, Buffer answer) {
        answered(new ResponseHead(status, REFUSAL_HEADERS));
        responseReceived(answer);
    }

    private void answered(ResponseHead answer) {
        note(new Note.Answer(id, answer, elapsed()));
    }

    @Override
    public void responseReceived(Buffer chunk) {
        if (!queue.reserve(chunk.length())) {
            missed += chunk.length();
            return;
        }
        noteMissed();
        note(new Note.Chunk(id, elapsed(), chunk));
    }

    private void noteMissed() {
        if (missed > 0) {
            recorder.bytesLost(missed);
            note(new Note.Missed(id, elapsed(), missed));
            missed = 0;
        }
    }

    @Override
    public void ended(Outcome outcome, long proxyNanos) {
        noteRequest();
        noteMissed();
        note(new Note.End(id, outcome, elapsed(), unchanged()));
        recorder.ended(outcome, proxyNanos);
    }

    private @Nullable Boolean unchanged() {
        if (requestEnded) {
            return !sentOther && sent == received;
        }
        return sent > 0 ? Boolean.FALSE : null;
    }

    private void noteRequest() {
        if (requestNoted) {
            return;
        }
        requestNoted = true;
        if (!queue.offer(new Note.Request(id, started, head, body, received))) {
            lost = true;
            recorder.exchangeLost();
        }
        body = null;
        waiting.forEach(this::note);
        waiting.clear();
    }

    /// Of an exchange that could not be noted at all nothing more is told.
    private void note(Note note) {
        if (!requestNoted) {
            waiting.add(note);
        } else if (lost) {
            queue.release(note.bytes());
        } else {
            queue.add(note);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
