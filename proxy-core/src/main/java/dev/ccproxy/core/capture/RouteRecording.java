package dev.ccproxy.core.capture;

import dev.ccproxy.core.forward.DetourListener;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.RouteAttempt;
import dev.ccproxy.exchange.RouteEnding;
import dev.ccproxy.exchange.RouteResult;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Notes down the provider's side of one exchange, on its event loop.
final class RouteRecording implements DetourListener {
    private final Recorder recorder;
    private final RecordQueue queue;
    private final ExchangeId id;
    private final long startNanos;
    private final Consumer<Note> out;

    private final List<RouteAttempt> attempts = new ArrayList<>(1);
    private @Nullable Duration triedAt;
    private @Nullable Duration firstByte;
    private @Nullable ResponseHead response;
    private long size;
    private long missed;
    private boolean ended;

    /// @param out takes the notes
    RouteRecording(Recorder recorder, ExchangeId id, long startNanos, Consumer<Note> out) {
        this.recorder = recorder;
        this.queue = recorder.queue();
        this.id = id;
        this.startNanos = startNanos;
        this.out = out;
    }

    @Override
    public void tried() {
        triedAt = elapsed();
        firstByte = null;
        response = null;
        size = 0;
    }

    @Override
    public void answered(int status, MultiMap headers) {
        firstByte = elapsed();
        response = new ResponseHead(status, recorder.headers(headers));
    }

    @Override
    public void received(Buffer chunk) {
        if (ended) {
            return;
        }
        size += chunk.length();
        if (!queue.reserve(chunk.length())) {
            missed += chunk.length();
            return;
        }
        noteMissed();
        out.accept(new Note.ProviderChunk(id, elapsed(), chunk));
    }

    private void noteMissed() {
        if (missed > 0) {
            recorder.bytesLost(missed);
            out.accept(new Note.ProviderMissed(id, elapsed(), missed));
            missed = 0;
        }
    }

    @Override
    public void failed(String reason) {
        Duration began = triedAt;
        if (began != null) {
            attempts.add(new RouteAttempt(began, firstByte, response, size, reason));
            triedAt = null;
        }
    }

    @Override
    public void ended(RouteResult result, String reason, List<Loss> losses) {
        if (ended) {
            return;
        }
        ended = true;
        failed(reason);
        noteMissed();
        out.accept(new Note.RouteEnd(id, new RouteEnding(result, reason, attempts, losses)));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
