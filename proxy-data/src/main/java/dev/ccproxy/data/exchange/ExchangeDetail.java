package dev.ccproxy.data.exchange;

import dev.ccproxy.exchange.BodySummary;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.ResponseHead;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One exchange in full, but for its bodies.
@Schema(description = "One exchange in full, but for its bodies")
public record ExchangeDetail(
        ExchangeSummary summary,
        @Schema(description = "Between the client and the proxy", examples = "HTTP/1.1")
                String protocol,
        @Schema(description = "In the order in which they came, credentials as fingerprints")
                List<HeaderLine> requestHeaders,
        @Schema(description = "In the order in which they came; empty while there is no answer")
                List<HeaderLine> responseHeaders,
        BodyInfo requestBody,
        BodyInfo responseBody,
        @Schema(
                        description =
                                "Whether the bytes that left for the upstream had the SHA-256 of"
                                        + " those that came; null where that is not known",
                        nullable = true)
                @Nullable Boolean forwardedUnchanged,
        @Schema(
                        description =
                                "Where it went instead; null where it went to the upstream as it"
                                        + " came",
                        nullable = true)
                @Nullable RouteDetail route) {

    /// One line of a message's head.
    @Schema(description = "One header line, spelt as it was on the wire")
    public record HeaderLine(String name, String value) {}

    /// A body, from the outside.
    @Schema(description = "What is known of a body without reading it")
    public record BodyInfo(
            @Schema(description = "Bytes that crossed the wire") long bytes,
            @Schema(description = "Hexadecimal, over those bytes", nullable = true)
                    @Nullable String sha256,
            @Schema(description = "False where the bytes could not be recorded") boolean recorded) {
        static BodyInfo of(BodySummary body) {
            return new BodyInfo(body.size(), body.sha256(), body.recorded());
        }
    }

    /// Tells of an exchange.
    public static ExchangeDetail of(Exchange exchange) {
        return of(exchange, null);
    }

    static ExchangeDetail of(Exchange exchange, @Nullable RequestFacts facts) {
        ResponseHead response = exchange.response();
        return new ExchangeDetail(
                ExchangeSummary.of(exchange).with(facts),
                exchange.request().protocol(),
                lines(exchange.request().headers().lines()),
                response == null ? List.of() : lines(response.headers().lines()),
                BodyInfo.of(exchange.requestBody()),
                BodyInfo.of(exchange.responseBody()),
                exchange.forwardedUnchanged(),
                exchange.route() == null ? null : RouteDetail.of(exchange.route()));
    }

    static List<HeaderLine> lines(List<Header> headers) {
        return headers.stream().map(line -> new HeaderLine(line.name(), line.value())).toList();
    }
}
