package dev.ccproxy.data.exchange;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.IndexUnavailableException;
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
import java.util.Optional;
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
    private final Index index;

    RequestsResource(ExchangeList list, Recording recording, Index index) {
        this.list = list;
        this.recording = recording;
        this.index = index;
    }

    @GET
    @Operation(
            operationId = "listRequests",
            summary = "Exchanges, page by page",
            description =
                    """
                    Answered from the index, with what happened a moment ago from the record. While                     there is no index, only the newest first can be asked for, by what the record                     itself tells.\
                    """)
    public ExchangePage list(
            @BeanParam RequestOrder order,
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
        return list.page(order, limit, filter);
    }

    @GET
    @Path("/values")
    @Operation(
            operationId = "listRequestValues",
            summary = "What occurs among requests, for filters to choose from")
    public RequestValues values() {
        return index.read(sql -> new RequestValueStore(sql).values());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getRequest", summary = "One exchange in full, but for its bodies")
    public RestResponse<ExchangeDetail> get(
            @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String known) {
        ExchangeId exchangeId = ExchangeIds.inPath(id);
        Exchange exchange =
                recording.read(reader -> reader.find(exchangeId)).orElseThrow(ExchangeIds::unknown);
        RequestFacts facts = facts(exchangeId);
        String variant = facts == null ? "detail" : "detail-indexed";
        return Revalidation.answer(
                exchange, variant, known, () -> ExchangeDetail.of(exchange, facts));
    }

    private @Nullable RequestFacts facts(ExchangeId id) {
        try {
            return index.read(
                            sql -> Optional.ofNullable(new RequestLineStore(sql).facts(id.value())))
                    .orElse(null);
        } catch (IndexUnavailableException e) {
            return null;
        }
    }
}
