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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What the API's cache did for one request.
@Path("/api/requests/{id}/cache")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
class CacheResource {
    /// How many of the same thread are read: while there is no index, those are side requests too.
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
                    Compares the request with the one before it in its conversation that was \
                    charged for; a side request with the last one of its kind. Figures are the \
                    API's own, but for those called estimates.\
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
        return CacheReport.of(use, before, finding, price, contents.diagnostics(exchange));
    }

    private @Nullable Predecessor predecessor(Exchange exchange, CacheUse use) {
        for (Exchange candidate : (Iterable<Exchange>) contents.before(exchange, READ)::iterator) {
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
