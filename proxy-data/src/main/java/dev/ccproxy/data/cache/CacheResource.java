package dev.ccproxy.data.cache;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.data.content.PromptPart;
import dev.ccproxy.data.cost.Price;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.message.Answer;
import dev.ccproxy.message.Usage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What the API's cache did for one request.
@Path("/api/requests/{id}/cache")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
class CacheResource {
    /// How many exchanges before it are looked at for the predecessor.
    private static final int SCANNED = 500;

    /// How many of the same thread are read: side requests of Claude Code share session and agent.
    private static final int READ = 8;

    private final ExchangeContents contents;
    private final Prices prices;

    CacheResource(ExchangeContents contents, Prices prices) {
        this.contents = contents;
        this.prices = prices;
    }

    @GET
    @Operation(
            operationId = "explainCache",
            summary = "What the cache did for a request, and why it did no more",
            description =
                    """
                    Compares the request with the one before it in its thread: of the last 500 \
                    exchanges, the nearest one of the same session, agent and path that was \
                    answered and has tools where this one has. Figures are the API's own, but for \
                    those called estimates.\
                    """)
    public CacheReport explain(@PathParam("id") String id) {
        Exchange exchange = contents.find(id);
        CacheUse use = use(exchange, contents.requestJson(exchange));
        Predecessor before = predecessor(exchange, use);
        Price price = prices.of(use.model());
        CacheFinding finding =
                CacheExplanation.explain(
                        use,
                        before == null ? null : before.use(),
                        price == null ? null : price.cacheMinimum());
        return CacheReport.of(use, before, finding, price);
    }

    private @Nullable Predecessor predecessor(Exchange exchange, CacheUse use) {
        List<Exchange> candidates = contents.before(exchange, SCANNED);
        for (Exchange candidate : candidates.stream().limit(READ).toList()) {
            Optional<JsonNode> body = contents.tryRequestJson(candidate);
            if (body.isPresent()) {
                CacheUse other = use(candidate, body.get());
                if (other.usage() != null && hasTools(other) == hasTools(use)) {
                    return new Predecessor(candidate.id(), other);
                }
            }
        }
        return null;
    }

    private static boolean hasTools(CacheUse use) {
        return use.prompt().blocks().stream().anyMatch(block -> block.part() == PromptPart.TOOLS);
    }

    private CacheUse use(Exchange exchange, JsonNode body) {
        Answer answer = contents.answer(exchange);
        Usage usage = answer == null ? Usage.NONE : answer.usage();
        return CacheUse.of(
                exchange.started(),
                exchange.timings().timeToFirstByte(),
                exchange.request().headers().first("anthropic-beta").orElse(""),
                body,
                usage.equals(Usage.NONE) ? null : usage);
    }
}
