package dev.ccproxy.data.exchange;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Every exchange on record.
@Path("/api/requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests", description = "Every exchange on record")
class RequestsResource {
    private static final int MAX_LIMIT = 500;

    private final ExchangeList list;
    private final Recording recording;

    RequestsResource(ExchangeList list, Recording recording) {
        this.list = list;
        this.recording = recording;
    }

    @GET
    @Operation(operationId = "listRequests", summary = "Exchanges, the newest first, page by page")
    public ExchangePage list(
            @Parameter(description = "Only those older than this one; `next` of the page before")
                    @QueryParam("before")
                    @Nullable String before,
            @Parameter(description = "How many at the most")
                    @Schema(minimum = "1", maximum = "500")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    int limit,
            @BeanParam ExchangeFilter filter) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(
                    Problem.badRequest("limit is not between 1 and " + MAX_LIMIT + "."));
        }
        ExchangeId cursor = before == null ? null : ExchangeIds.inParameter("before", before);
        return list.page(cursor, limit, filter);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getRequest", summary = "One exchange in full, but for its bodies")
    public RestResponse<ExchangeDetail> get(
            @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String known) {
        ExchangeId exchangeId = ExchangeIds.inPath(id);
        Exchange exchange =
                recording.read(reader -> reader.find(exchangeId)).orElseThrow(ExchangeIds::unknown);
        return Revalidation.answer(exchange, "detail", known, () -> ExchangeDetail.of(exchange));
    }
}
