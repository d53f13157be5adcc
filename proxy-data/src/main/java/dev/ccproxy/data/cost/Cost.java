package dev.ccproxy.data.cost;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What something cost, by what it was charged for.
@Schema(description = "USD by what was charged, at the price list's prices")
public record Cost(
        @Schema(description = "Tokens neither read from the cache nor written into it") Money input,
        @Schema(description = "Tokens that the model wrote, thinking included") Money output,
        @Schema(description = "Tokens written into the cache for five minutes") Money cacheWrite5m,
        @Schema(description = "Tokens written into the cache for an hour") Money cacheWrite1h,
        @Schema(description = "Tokens read from the cache") Money cacheRead,
        @Schema(description = "What the vendor's own tools did, for example web searches")
                Money serverTools) {
    /// Nothing.
    public static final Cost ZERO =
            new Cost(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    /// All of it.
    @JsonProperty
    @Schema(description = "The sum of the other amounts")
    public Money total() {
        return input.plus(output)
                .plus(cacheWrite5m)
                .plus(cacheWrite1h)
                .plus(cacheRead)
                .plus(serverTools);
    }

    /// Both together.
    public Cost plus(Cost other) {
        return new Cost(
                input.plus(other.input),
                output.plus(other.output),
                cacheWrite5m.plus(other.cacheWrite5m),
                cacheWrite1h.plus(other.cacheWrite1h),
                cacheRead.plus(other.cacheRead),
                serverTools.plus(other.serverTools));
    }
}
