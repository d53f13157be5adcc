package dev.ccproxy.data.live;

import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.data.recording.RecordingUnavailableException;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The body of an answer while it is being recorded: who reads faster than it comes waits for more.
/// It ends with the exchange, and where nobody listens any more.
final class GrowingBody extends InputStream {
    private static final long PATIENCE_SECONDS = 5;

    private final ExchangeId id;
    private final Recording recording;
    private final ChangeSignal signal;
    private Iterator<byte[]> slices = List.<byte[]>of().iterator();
    private byte[] slice = new byte[0];
    private int offset;
    private long fetched;
    private boolean ended;

    GrowingBody(ExchangeId id, Recording recording, ChangeSignal signal) {
        this.id = id;
        this.recording = recording;
        this.signal = signal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!waitForBytes()) {
            return -1;
        }
        int count = Math.min(length, slice.length - offset);
        System.arraycopy(slice, offset, target, from, count);
        offset += count;
        return count;
    }

    @Override
    public int available() {
        return slice.length - offset;
    }

    /// @return false where nothing more comes
    private boolean waitForBytes() throws IOException {
        while (offset == slice.length) {
            if (slices.hasNext()) {
                slice = slices.next();
                offset = 0;
            } else if (ended || signal.listeners() == 0) {
                return false;
            } else {
                CompletableFuture<Void> change = signal.nextChange();
                fetch();
                if (!slices.hasNext() && !ended) {
                    await(change);
                }
            }
        }
        return true;
    }

    private void fetch() {
        try {
            Bytes bytes = recording.read(this::more);
            fetched += bytes.size();
            slices = bytes.slices().iterator();
        } catch (RecordingUnavailableException e) {
            ended = true; // the listeners are told of it, and begin anew once it is there again
        }
    }

    /// Whether the exchange has ended is asked first, so that what is read after that is all.
    private Bytes more(ExchangeReader reader) throws StoreException {
        Optional<Exchange> exchange = reader.find(id);
        ended = exchange.isEmpty() || exchange.get().outcome() != null;
        return reader.responseBodyFrom(id, fetched).orElse(new Bytes(List.of()));
    }

    private static void await(CompletableFuture<Void> change) throws IOException {
        try {
            change.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // Time to see whether anybody listens.
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the signal never fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
