package dev.ccproxy.data.cost;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What caching changed about a cost, compared with the same tokens sent without a cache.
@Schema(description = "What caching changed, compared with the same tokens without a cache; in USD")
public record CacheEffect(
        @Schema(description = "What reading tokens from the cache saved") Money saved,
        @Schema(description = "What writing tokens into the cache cost on top of sending them")
                Money surcharge) {
    /// Nothing.
    public static final CacheEffect NONE = new CacheEffect(Money.ZERO, Money.ZERO);

    /// What is left of the saving.
    @JsonProperty
    @Schema(description = "`saved` less `surcharge`; below zero where caching did not pay")
    public Money net() {
        return saved.minus(surcharge);
    }

    /// Both together.
    public CacheEffect plus(CacheEffect other) {
        return new CacheEffect(saved.plus(other.saved), surcharge.plus(other.surcharge));
    }
}
