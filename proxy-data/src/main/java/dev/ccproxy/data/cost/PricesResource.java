package dev.ccproxy.data.cost;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What costs are reckoned with.
@Path("/api/prices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Costs", description = "What answers cost")
class PricesResource {
    private final Prices prices;

    PricesResource(Prices prices) {
        this.prices = prices;
    }

    @GET
    @Operation(
            operationId = "listPrices",
            summary = "What models cost",
            description = "A model that is not listed is unpriced: its costs are null, never 0.")
    public PriceList list() {
        return PriceList.of(prices);
    }
}
