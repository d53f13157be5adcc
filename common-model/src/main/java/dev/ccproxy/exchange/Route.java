package dev.ccproxy.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The other side of an exchange whose request went to another provider, or to another model.
///
/// @param request what the provider was sent before the body, credentials as fingerprints; null
///   where none was asked
/// @param requestBody what the provider was sent as body
/// @param losses what the translation of the request did not carry over; the ending tells of the
///   answer's too
/// @param responseBody what the provider's answers, one after the other, had as bodies, so far
/// @param ending null while it is under way, and where the proxy died meanwhile
public record Route(
        RouteDecision decision,
        @Nullable RequestHead request,
        BodySummary requestBody,
        List<Loss> losses,
        BodySummary responseBody,
        @Nullable RouteEnding ending) {
    public Route {
        losses = List.copyOf(losses);
    }
}
