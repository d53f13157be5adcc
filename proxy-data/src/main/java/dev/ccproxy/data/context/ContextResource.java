package dev.ccproxy.data.context;

import dev.ccproxy.data.content.Prompt;
import dev.ccproxy.data.conversation.ContextGrowth;
import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.exchange.Exchange;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What fills the context of a conversation.
@Path("/api/conversations/{id}/context")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
class ContextResource {
    private static final double TOKENS_PER_CHARACTER = 0.25;

    private final ContextGrowth growth;
    private final ExchangeContents contents;

    ContextResource(ContextGrowth growth, ExchangeContents contents) {
        this.growth = growth;
        this.contents = contents;
    }

    @GET
    @Operation(
            operationId = "getContext",
            summary = "What fills the context, how it grew, and how much room is left",
            description =
                    "Tokens of parts are estimates: each part's share of the prompt's characters,"
                            + " of the tokens that the answer says the whole prompt took.")
    public ContextReport context(
            @PathParam("id") String id,
            @Parameter(
                            description =
                                    "The message that begins the turn at whose end to look; where it"
                                            + " is not given, the last turn that was answered")
                    @QueryParam("turn")
                    @Nullable Long turn) {
        List<ContextGrowth.Point> points = growth.of(id);
        ContextGrowth.Point point =
                points.stream()
                        .filter(one -> turn == null || one.turn() == turn)
                        .reduce((_, later) -> later)
                        .orElseThrow(() ->
                                new ProblemException(
                                        Problem.notFound(
                                                turn == null
                                                        ? "No turn of this conversation was"
                                                                + " answered yet."
                                                        : "This turn was not answered, or is none"
                                                                + " of this conversation's.")));
        Exchange exchange = contents.find(point.request());
        Prompt prompt = Prompt.of(contents.requestJson(exchange));
        long weight = prompt.weight();
        double scale = weight == 0 ? TOKENS_PER_CHARACTER : (double) point.contextTokens() / weight;
        Composition composition = new Composition(prompt, scale);
        return new ContextReport(
                point.request(),
                exchange.model(),
                ContextWindow.of(exchange, point.contextTokens()),
                point.contextTokens(),
                composition.parts(),
                composition.largest(),
                points);
    }
}
