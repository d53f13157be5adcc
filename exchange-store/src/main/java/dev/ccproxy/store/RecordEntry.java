package dev.ccproxy.store;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.RouteDecision;
import dev.ccproxy.exchange.RouteEnding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step in the life of the record. The steps of an exchange come in the order in which they are
/// listed here: it arrives, its answer progresses any number of times, it ends. Where it was
/// routed, what a provider was sent and answered is told in between.
public sealed interface RecordEntry {
    /// The request is here, whole or as far as it came. From now on the exchange has a row.
    ///
    /// @param body what came as body; null where it was let go for lack of room
    /// @param size bytes of body that crossed the wire
    record Arrived(
            ExchangeId id,
            Instant started,
            RequestHead request,
            Caller caller,
            @Nullable String model,
            @Nullable Bytes body,
            long size)
            implements RecordEntry {}

    /// The answer's head came.
    record Answered(ExchangeId id, ResponseHead response, Duration timeToFirstByte)
            implements RecordEntry {}

    /// Bytes of the answer's body came.
    ///
    /// @param at when they came, since the exchange started
    record Received(ExchangeId id, Duration at, Bytes bytes) implements RecordEntry {}

    /// Bytes of the answer's body came and were let go for lack of room.
    record Missed(ExchangeId id, Duration at, long size) implements RecordEntry {}

    /// The request goes elsewhere than to the upstream as it came.
    ///
    /// @param request what another provider is sent before the body; null where none is asked
    /// @param body what it is sent; null where it was let go for lack of room
    /// @param size bytes of that body
    /// @param losses what translating it did not carry over
    record Routed(
            ExchangeId id,
            RouteDecision decision,
            @Nullable RequestHead request,
            @Nullable Bytes body,
            long size,
            List<Loss> losses)
            implements RecordEntry {}

    /// Bytes of a provider's answer came.
    ///
    /// @param at when they came, since the exchange started
    record ProviderReceived(ExchangeId id, Duration at, Bytes bytes) implements RecordEntry {}

    /// Bytes of a provider's answer came and were let go for lack of room.
    record ProviderMissed(ExchangeId id, Duration at, long size) implements RecordEntry {}

    /// It is known what came of sending the request elsewhere.
    record RouteEnded(ExchangeId id, RouteEnding ending) implements RecordEntry {}

    /// The exchange is over.
    ///
    /// @param forwardedUnchanged whether what left for the upstream had the SHA-256 of what came;
    ///   null where nothing left
    record Ended(
            ExchangeId id,
            Outcome outcome,
            Duration duration,
            @Nullable Duration timeToFirstToken,
            @Nullable Boolean forwardedUnchanged)
            implements RecordEntry {}

    /// Recording failed for a while.
    ///
    /// @param exchanges how many exchanges are missing or incomplete because of it
    /// @param bytes how many bytes of bodies were let go
    /// @param reason for example `queue full` or SQLite's own words
    record Gap(Instant from, Instant until, long exchanges, long bytes, String reason)
            implements RecordEntry {}
}
