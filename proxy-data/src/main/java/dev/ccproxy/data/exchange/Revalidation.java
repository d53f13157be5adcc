package dev.ccproxy.data.exchange;

import dev.ccproxy.exchange.Exchange;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Spares those who ask again the answer that they have: what has ended does not change.
public final class Revalidation {
    /// Another program, or other prices, may tell the same exchange in another way.
    private static final long PROCESS = System.nanoTime();

    private Revalidation() {}

    /// An answer about an exchange, or 304.
    ///
    /// @param variant tells answers about the same exchange apart
    /// @param known what the asker has, the value of `If-None-Match`
    /// @param answer made only where it is needed
    public static <T> RestResponse<T> answer(
            Exchange exchange, String variant, @Nullable String known, Supplier<T> answer) {
        if (exchange.outcome() == null) {
            return RestResponse.ok(answer.get());
        }
        String tag = "\"%s-%s-%x\"".formatted(exchange.id(), variant, PROCESS & 0xFFFF_FFFFL);
        RestResponse.ResponseBuilder<T> builder =
                tag.equals(known)
                        ? RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
                        : RestResponse.ResponseBuilder.ok(answer.get());
        return builder.header("ETag", tag).header("Cache-Control", "private, no-cache").build();
    }
}
