package dev.ccproxy.exchange;

import org.jspecify.annotations.Nullable;

/// The other side of an exchange whose request went to another provider, or to another model.
///
/// @param request what the provider was sent before the body, credentials as fingerprints; null
///   where none was asked
/// @param requestBody what the provider was sent as body
/// @param responseBody what the provider's answers, one after the other, had as bodies, so far
/// @param ending null while it is under way, and where the proxy died meanwhile
public record Route(
        RouteDecision decision,
        @Nullable RequestHead request,
        BodySummary requestBody,
        BodySummary responseBody,
        @Nullable RouteEnding ending) {}
