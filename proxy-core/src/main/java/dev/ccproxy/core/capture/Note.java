package dev.ccproxy.core.capture;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.RouteAttempt;
import dev.ccproxy.exchange.RouteDecision;
import dev.ccproxy.exchange.RouteEnding;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event loop leaves for the writing thread: one step of an exchange, its bytes not yet
/// looked at. Kept as small and as raw as possible, for it is made on the request's path.
sealed interface Note {
    ExchangeId id();

    /// How many bytes of bodies it holds on to.
    default long bytes() {
        return 0;
    }

    /// What it takes up in memory beside the bytes of bodies, roughly.
    default long overhead() {
        return OBJECT_BYTES;
    }

    /// A note, or a buffer, with the small objects that hang on it.
    long OBJECT_BYTES = 192;

    /// A header line without its text: three objects and the arrays of two strings.
    long LINE_BYTES = 128;

    private static long overhead(Headers headers) {
        long size = 0;
        for (Header line : headers.lines()) {
            size += LINE_BYTES + line.name().length() + line.value().length();
        }
        return size;
    }

    /// The request is here.
    ///
    /// @param body what came; null where it was let go
    /// @param size bytes that came
    record Request(
            ExchangeId id,
            Instant started,
            RequestHead head,
            @Nullable List<Buffer> body,
            long size)
            implements Note {
        @Override
        public long bytes() {
            return body == null ? 0 : size;
        }

        @Override
        public long overhead() {
            int slices = body == null ? 0 : body.size();
            int query = head.query() == null ? 0 : head.query().length();
            return OBJECT_BYTES * (1 + slices)
                    + head.path().length()
                    + query
                    + Note.overhead(head.headers());
        }
    }

    /// The answer's head is here.
    record Answer(ExchangeId id, ResponseHead head, Duration at) implements Note {
        @Override
        public long overhead() {
            return OBJECT_BYTES + Note.overhead(head.headers());
        }
    }

    /// Bytes of the answer's body are here.
    record Chunk(ExchangeId id, Duration at, Buffer data) implements Note {
        @Override
        public long bytes() {
            return data.length();
        }
    }

    /// Bytes of the answer's body were let go.
    record Missed(ExchangeId id, Duration at, long size) implements Note {}

    /// The request goes elsewhere.
    ///
    /// @param head what a provider is sent before the body; null where none is asked
    /// @param body what it is sent; null where it was let go
    /// @param size bytes of it
    /// @param losses what translating it did not carry over
    record Routed(
            ExchangeId id,
            RouteDecision decision,
            @Nullable RequestHead head,
            @Nullable Buffer body,
            long size,
            List<Loss> losses)
            implements Note {
        @Override
        public long bytes() {
            return body == null ? 0 : size;
        }

        @Override
        public long overhead() {
            int lines = decision.evidence().size() + losses.size() + 1;
            return OBJECT_BYTES * (1 + lines) + (head == null ? 0 : Note.overhead(head.headers()));
        }
    }

    /// Bytes of a provider's answer are here.
    record ProviderChunk(ExchangeId id, Duration at, Buffer data) implements Note {
        @Override
        public long bytes() {
            return data.length();
        }
    }

    /// Bytes of a provider's answer were let go.
    record ProviderMissed(ExchangeId id, Duration at, long size) implements Note {}

    /// What came of going elsewhere is known.
    record RouteEnd(ExchangeId id, RouteEnding ending) implements Note {
        @Override
        public long overhead() {
            long size = OBJECT_BYTES * (1 + ending.losses().size());
            for (RouteAttempt attempt : ending.attempts()) {
                ResponseHead response = attempt.response();
                size += OBJECT_BYTES + (response == null ? 0 : Note.overhead(response.headers()));
            }
            return size;
        }
    }

    /// The exchange is over.
    ///
    /// @param unchanged whether the upstream was sent what the client had sent; null where nothing
    ///   was
    record End(ExchangeId id, Outcome outcome, Duration duration, @Nullable Boolean unchanged)
            implements Note {}
}
