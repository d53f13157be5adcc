package dev.ccproxy.data.content;

import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.data.exchange.Revalidation;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.exchange.Exchange;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What an exchange is about.
@Path("/api/requests/{id}/content")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
class ContentResource {
    private static final int MAX_MESSAGES = 1_000;

    private final ExchangeContents contents;
    private final Prices prices;

    ContentResource(ExchangeContents contents, Prices prices) {
        this.contents = contents;
        this.prices = prices;
    }

    @GET
    @Operation(
            operationId = "getContent",
            summary = "What an exchange is about: the request and the answer, taken apart")
    public RestResponse<RequestContent> content(
            @PathParam("id") String id,
            @Parameter(description = "How many messages to leave out")
                    @QueryParam("from")
                    @DefaultValue("0")
                    int from,
            @Parameter(description = "How many messages at the most, up to 1000")
                    @QueryParam("limit")
                    @DefaultValue("200")
                    int limit,
            @HeaderParam("If-None-Match") @Nullable String known) {
        if (from < 0 || limit < 1 || limit > MAX_MESSAGES) {
            throw new ProblemException(
                    Problem.badRequest(
                            "from is negative or limit is not between 1 and "
                                    + MAX_MESSAGES
                                    + "."));
        }
        Exchange exchange = contents.find(id);
        return Revalidation.answer(
                exchange,
                "content-" + from + "-" + limit,
                known,
                () ->
                        ContentView.of(
                                contents.requestJson(exchange),
                                contents.answer(exchange),
                                prices,
                                from,
                                limit));
    }
}
