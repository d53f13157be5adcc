package dev.ccproxy.data.exchange;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Route;
import dev.ccproxy.store.Bytes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What an exchange carried: its bodies byte for byte, decoded, and as events.
@Path("/api/requests/{id}")
@Tag(name = "Requests")
class BodiesResource {
    private static final String DECODED = "Undo what Content-Encoding did";
    private static final int MAX_EVENTS = 5_000;

    private final Recording recording;
    private final ExchangeConfig config;

    BodiesResource(Recording recording, ExchangeConfig config) {
        this.recording = recording;
        this.config = config;
    }

    @GET
    @Path("/request-body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "getRequestBody", summary = "What the client sent as body")
    public Response requestBody(
            @PathParam("id") String id,
            @Parameter(description = DECODED) @QueryParam("decoded") boolean decoded,
            @HeaderParam("If-None-Match") @Nullable String known) {
        Exchange exchange = find(id);
        Bytes bytes =
                recording
                        .read(reader -> reader.requestBody(exchange.id()))
                        .orElseThrow(BodiesResource::notRecorded);
        RecordedBody body = body(bytes, exchange.request().headers());
        return new BodyResponse(exchange.id() + "-request", exchange.requestBody(), known)
                .answer(body, decoded, config.maxDecodedSize().asLongValue());
    }

    @GET
    @Path("/response-body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "getResponseBody", summary = "What came back as body, so far")
    public Response responseBody(
            @PathParam("id") String id,
            @Parameter(description = DECODED) @QueryParam("decoded") boolean decoded,
            @HeaderParam("If-None-Match") @Nullable String known) {
        Exchange exchange = find(id);
        RecordedBody body = responseBody(exchange);
        return new BodyResponse(exchange.id() + "-response", exchange.responseBody(), known)
                .answer(body, decoded, config.maxDecodedSize().asLongValue());
    }

    @GET
    @Path("/provider-request-body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "getProviderRequestBody",
            summary = "What another provider was sent, where an agent was routed")
    public Response providerRequestBody(
            @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String known) {
        Exchange exchange = find(id);
        Route route = route(exchange);
        Bytes bytes =
                recording
                        .read(reader -> reader.providerRequestBody(exchange.id()))
                        .orElseThrow(BodiesResource::notRecorded);
        return new BodyResponse(exchange.id() + "-sent", route.requestBody(), known)
                .answer(body(bytes, Headers.NONE), false, config.maxDecodedSize().asLongValue());
    }

    @GET
    @Path("/provider-response-body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "getProviderResponseBody",
            summary = "What another provider answered, over all tries, so far")
    public Response providerResponseBody(
            @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String known) {
        Exchange exchange = find(id);
        Route route = route(exchange);
        Bytes bytes =
                recording
                        .read(reader -> reader.providerResponseBody(exchange.id()))
                        .orElseThrow(BodiesResource::notRecorded);
        return new BodyResponse(exchange.id() + "-answered", route.responseBody(), known)
                .answer(body(bytes, Headers.NONE), false, config.maxDecodedSize().asLongValue());
    }

    private static Route route(Exchange exchange) {
        Route route = exchange.route();
        if (route == null || route.request() == null) {
            throw new ProblemException(
                    Problem.notFound("No other provider was asked for this request."));
        }
        return route;
    }

    @GET
    @Path("/events")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listStreamEvents",
            summary = "The answer as server-sent events, each with the time of its arrival")
    public StreamEventPage events(
            @PathParam("id") String id,
            @Parameter(description = "How many events to leave out")
                    @QueryParam("from")
                    @DefaultValue("0")
                    int from,
            @Parameter(description = "How many at the most, up to 5000")
                    @QueryParam("limit")
                    @DefaultValue("1000")
                    int limit) {
        if (from < 0 || limit < 1 || limit > MAX_EVENTS) {
            throw new ProblemException(
                    Problem.badRequest(
                            "from is negative or limit is not between 1 and " + MAX_EVENTS + "."));
        }
        Exchange exchange = find(id);
        RecordedBody body = responseBody(exchange);
        return StreamEvents.page(
                body,
                recording.read(reader -> reader.arrivals(exchange.id())),
                from,
                limit,
                config.maxDecodedSize().asLongValue());
    }

    @GET
    @Path("/arrivals")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listArrivals",
            summary = "When the pieces of the answer's body came, as they crossed the wire")
    public ArrivalList arrivals(@PathParam("id") String id) {
        ExchangeId exchangeId = find(id).id();
        return ArrivalList.of(recording.read(reader -> reader.arrivals(exchangeId)));
    }

    private Exchange find(String id) {
        ExchangeId exchangeId = ExchangeIds.inPath(id);
        return recording.read(reader -> reader.find(exchangeId)).orElseThrow(ExchangeIds::unknown);
    }

    private RecordedBody responseBody(Exchange exchange) {
        Bytes bytes =
                recording
                        .read(reader -> reader.responseBody(exchange.id()))
                        .orElseThrow(BodiesResource::notRecorded);
        Headers headers =
                exchange.response() == null ? Headers.NONE : exchange.response().headers();
        return body(bytes, headers);
    }

    private static RecordedBody body(Bytes bytes, Headers headers) {
        return new RecordedBody(
                bytes, ContentDecoding.of(headers.first("Content-Encoding").orElse("")));
    }

    private static ProblemException notRecorded() {
        return new ProblemException(
                Problem.of(
                        "body-not-recorded",
                        "Not recorded",
                        404,
                        "This body was let go because recording could not keep up."));
    }
}
