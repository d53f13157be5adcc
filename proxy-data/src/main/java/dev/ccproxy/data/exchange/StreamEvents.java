package dev.ccproxy.data.exchange;

import dev.ccproxy.sse.SseEvent;
import dev.ccproxy.sse.SseParser;
import dev.ccproxy.store.Arrival;
import dev.ccproxy.store.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the events in an answer and when each was there in full, also through compression: an
/// event has arrived when the piece of the answer that its last byte was decoded from has.
final class StreamEvents {
    /// Makes an event of what the answer ends in the middle of.
    private static final byte[] END_OF_EVENT = {'\n', '\n'};

    private final List<Arrival> arrivals;
    private final int from;
    private final int limit;
    private final List<StreamEvent> found = new ArrayList<>();
    private int count;
    private @Nullable Long now;
    private boolean complete = true;

    private StreamEvents(List<Arrival> arrivals, int from, int limit) {
        this.arrivals = arrivals;
        this.from = from;
        this.limit = limit;
    }

    /// Some of the events of an answer.
    ///
    /// @param arrivals when its pieces came
    /// @param from how many events to leave out
    /// @param limit how many events at the most
    /// @param maxBytes how many decoded bytes to look at
    static StreamEventPage page(
            RecordedBody body, List<Arrival> arrivals, int from, int limit, long maxBytes) {
        List<Arrival> recorded = arrivals.stream().filter(Arrival::recorded).toList();
        StreamEvents events = new StreamEvents(recorded, from, limit);
        Optional<String> problem = events.read(body, maxBytes);
        Integer next = events.count > from + limit ? from + limit : null;
        return new StreamEventPage(events.found, next, problem.orElse(null));
    }

    private Optional<String> read(RecordedBody body, long maxBytes) {
        SseParser parser = new SseParser(this::take);
        SliceInputStream pieces = new SliceInputStream(cut(body.bytes()));
        RecordedBody.Extent extent =
                body.decode(
                        pieces,
                        maxBytes,
                        (buffer, length) -> {
                            now = arrivalOf(pieces.slicesTouched());
                            parser.accept(buffer, 0, length);
                        });
        complete = false;
        parser.accept(END_OF_EVENT);
        return extent.truncated()
                ? Optional.of("only the first " + extent.bytes() + " bytes were looked at")
                : extent.problem();
    }

    private void take(SseEvent event) {
        int index = count++;
        if (index >= from && index < from + limit) {
            found.add(new StreamEvent(index, now, event.type(), event.data(), complete));
        }
    }

    private @Nullable Long arrivalOf(int pieces) {
        if (pieces < 1 || pieces > arrivals.size()) {
            return null;
        }
        Duration at = arrivals.get(pieces - 1).at();
        return at.toNanos() / 1_000;
    }

    /// Cuts a body where its pieces met, so that one slice is one arrival.
    private Bytes cut(Bytes bytes) {
        SliceInputStream in = new SliceInputStream(bytes);
        List<byte[]> pieces = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            pieces.add(in.take(arrival.size()));
        }
        pieces.add(in.take(in.available()));
        return new Bytes(pieces);
    }
}
