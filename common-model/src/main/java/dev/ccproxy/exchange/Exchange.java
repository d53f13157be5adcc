package dev.ccproxy.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One exchange as it stands on record, without its bodies.
///
/// @param id names it; ids rise with time
/// @param started when the request's head had arrived, to the microsecond
/// @param request what the client sent before the body
/// @param requestBody what the client sent as body
/// @param caller who made it
/// @param model the `model` of the request's body, or null where there is none
/// @param forwardedUnchanged whether the bytes that left for the upstream had the SHA-256 of those
///   that came; null while that is not known and where nothing was sent
/// @param response what came back before the body, or null while nothing did
/// @param responseBody what came back as body, so far
/// @param timings how long it took
/// @param outcome how it ended, or null while it is in flight
/// @param route where it went instead of to the upstream as it came, or null
public record Exchange(
        ExchangeId id,
        Instant started,
        RequestHead request,
        BodySummary requestBody,
        Caller caller,
        @Nullable String model,
        @Nullable Boolean forwardedUnchanged,
        @Nullable ResponseHead response,
        BodySummary responseBody,
        Timings timings,
        @Nullable Outcome outcome,
        @Nullable Route route) {}
