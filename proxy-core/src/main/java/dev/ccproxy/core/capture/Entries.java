package dev.ccproxy.core.capture;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.RecordEntry;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Turns notes into entries of the record: looks into bodies for what the record tells of them, and
/// logs each exchange in one line when it ends. Belongs to the writing thread.
final class Entries {
    private static final Logger LOG = Logger.getLogger("dev.ccproxy.exchange");

    private final Map<ExchangeId, Open> open = new HashMap<>();

    /// What has to be remembered of an exchange in flight.
    private static final class Open {
        final RequestHead request;
        final @Nullable String model;
        int status;
        @Nullable AnswerInspector inspector;

        Open(RequestHead request, @Nullable String model) {
            this.request = request;
            this.model = model;
        }
    }

    RecordEntry of(Note note) {
        return switch (note) {
            case Note.Request request -> arrived(request);
            case Note.Answer answer -> answered(answer);
            case Note.Chunk chunk -> received(chunk);
            case Note.Missed missed ->
                    new RecordEntry.Missed(missed.id(), missed.at(), missed.size());
            case Note.Routed routed -> routed(routed);
            case Note.ProviderChunk chunk ->
                    new RecordEntry.ProviderReceived(
                            chunk.id(), chunk.at(), bytes(List.of(chunk.data())));
            case Note.ProviderMissed missed ->
                    new RecordEntry.ProviderMissed(missed.id(), missed.at(), missed.size());
            case Note.RouteEnd end -> new RecordEntry.RouteEnded(end.id(), end.ending());
            case Note.End end -> ended(end);
        };
    }

    private RecordEntry arrived(Note.Request note) {
        Bytes body = note.body() == null ? null : bytes(note.body());
        String model = body == null || body.size() == 0 ? null : RequestedModel.in(body);
        open.put(note.id(), new Open(note.head(), model));
        return new RecordEntry.Arrived(
                note.id(),
                note.started(),
                note.head(),
                caller(note.head().headers()),
                model,
                body,
                note.size());
    }

    private static Caller caller(Headers headers) {
        return new Caller(
                headers.first("x-claude-code-session-id").orElse(null),
                headers.first("x-claude-code-agent-id").orElse(null),
                headers.first("x-claude-code-parent-agent-id").orElse(null),
                headers.first("x-claude-code-request-class").orElse(null));
    }

    private RecordEntry answered(Note.Answer note) {
        Open exchange = open.get(note.id());
        if (exchange != null) {
            exchange.status = note.head().status();
            exchange.inspector = AnswerInspector.of(note.head().headers());
        }
        return new RecordEntry.Answered(note.id(), note.head(), note.at());
    }

    private RecordEntry received(Note.Chunk note) {
        byte[] bytes = bytes(note.data());
        Open exchange = open.get(note.id());
        if (exchange != null && exchange.inspector != null) {
            exchange.inspector.accept(note.at(), bytes);
        }
        return new RecordEntry.Received(note.id(), note.at(), new Bytes(List.of(bytes)));
    }

    private static RecordEntry routed(Note.Routed note) {
        Buffer body = note.body();
        return new RecordEntry.Routed(
                note.id(),
                note.decision(),
                note.head(),
                body == null ? null : bytes(List.of(body)),
                note.size(),
                note.losses());
    }

    private RecordEntry ended(Note.End note) {
        Open exchange = open.remove(note.id());
        Outcome outcome = note.outcome();
        Duration firstToken = null;
        if (exchange != null && exchange.inspector != null) {
            firstToken = exchange.inspector.firstToken();
            String error = exchange.inspector.errorType();
            if (outcome instanceof Outcome.Completed && error != null) {
                outcome = new Outcome.UpstreamError(error);
            }
            exchange.inspector.close();
        }
        if (exchange != null) {
            log(note, exchange, outcome);
        }
        return new RecordEntry.Ended(
                note.id(), outcome, note.duration(), firstToken, note.unchanged());
    }

    private static void log(Note.End note, Open exchange, Outcome outcome) {
        String model = exchange.model == null ? "" : " " + exchange.model;
        LOG.info(
                String.join(
                        " ",
                        note.id().toString(),
                        exchange.request.method(),
                        exchange.request.path(),
                        Integer.toString(exchange.status),
                        outcome.code(),
                        note.duration().toMillis() + " ms" + model));
    }

    private static Bytes bytes(List<Buffer> buffers) {
        return new Bytes(buffers.stream().map(Entries::bytes).toList());
    }

    /// The buffer's own array where it is filled from end to end, as those from the network are.
    private static byte[] bytes(Buffer buffer) {
        ByteBuf buf = ((BufferImpl) buffer).byteBuf();
        boolean whole =
                buf.hasArray()
                        && buf.arrayOffset() == 0
                        && buf.readerIndex() == 0
                        && buf.array().length == buf.readableBytes();
        return whole ? buf.array() : buffer.getBytes();
    }
}
