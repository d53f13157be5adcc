package dev.ccproxy.data.export;

import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.exchange.Exchange;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// A request as a command.
@Path("/api/requests/{id}/curl")
@Produces(MediaType.TEXT_PLAIN)
@Tag(name = "Requests")
class CurlResource {
    private final ExchangeContents contents;
    private final UpstreamUrl upstream;

    CurlResource(ExchangeContents contents, UpstreamUrl upstream) {
        this.contents = contents;
        this.upstream = upstream;
    }

    @GET
    @Operation(
            operationId = "getCurl",
            summary = "A request as a command for a shell",
            description =
                    """
                    Credentials are variables such as `$ANTHROPIC_API_KEY`. A body of up to 16 KiB \
                    stands in the command, a larger one in a file that its first line names.\
                    """)
    public String curl(@PathParam("id") String id) {
        Exchange exchange = contents.find(id);
        return new CurlCommand(upstream.base(), exchange, contents.rawRequestBody(exchange)).text();
    }
}
