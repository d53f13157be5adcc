package dev.ccproxy.data.statistics;

import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.IndexProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Spares those who ask again the answer that they have, while nothing was indexed and no new
/// quarter of an hour has begun.
@ApplicationScoped
class Freshness {
    /// Another program, or other prices, may tell the same in another way.
    private static final long PROCESS = System.nanoTime();

    private final Index index;

    Freshness(Index index) {
        this.index = index;
    }

    /// An answer, or 304.
    ///
    /// @param known what the asker has, the value of `If-None-Match`
    /// @param answer made only where it is needed
    <T> RestResponse<T> answer(UriInfo uri, @Nullable String known, Supplier<T> answer) {
        IndexProgress progress = index.progress();
        String tag =
                "W/\"%x-%x-%s-%s-%x\""
                        .formatted(
                                uri.getRequestUri().hashCode(),
                                Slot.of(Clock.systemUTC().instant()).number(),
                                progress.revision(),
                                progress.building() == null ? "whole" : "old",
                                PROCESS & 0xFFFF_FFFFL);
        RestResponse.ResponseBuilder<T> builder =
                tag.equals(known)
                        ? RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
                        : RestResponse.ResponseBuilder.ok(answer.get());
        return builder.header("ETag", tag).header("Cache-Control", "private, no-cache").build();
    }
}
