package dev.ccproxy.data.difference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.data.content.Prompt;
import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.exchange.Exchange;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How one request differs from another.
@Path("/api/requests/{id}/difference/{other}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
class DifferenceResource {
    private final ExchangeContents contents;

    DifferenceResource(ExchangeContents contents) {
        this.contents = contents;
    }

    @GET
    @Operation(
            operationId = "compareRequests",
            summary = "How one request became another, block by block",
            description =
                    """
                    `cache_control`, which moves with every request, and whether a text came as a \
                    string or as a block make no difference. At most 500 entries and 3,000 lines \
                    are told.\
                    """)
    public RequestDifference compare(@PathParam("id") String id, @PathParam("other") String other) {
        Exchange from = contents.find(id);
        Exchange to = contents.find(other);
        JsonNode fromBody = contents.requestJson(from);
        JsonNode toBody = contents.requestJson(to);
        BlockDifference blocks = BlockDifference.between(Prompt.of(fromBody), Prompt.of(toBody));
        return new RequestDifference(
                from.id().toString(),
                to.id().toString(),
                blocks.counts(),
                FieldDifference.headers(from.request().headers(), to.request().headers()),
                FieldDifference.parameters(fromBody, toBody),
                blocks.entries(),
                blocks.truncated());
    }
}
