package dev.ccproxy.data.cache;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.data.content.PromptBlock;
import dev.ccproxy.data.content.PromptPart;
import dev.ccproxy.data.cost.CacheEffect;
import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.cost.Price;
import dev.ccproxy.data.cost.Rates;
import dev.ccproxy.message.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the API's cache did for a request, and why it did no more.
@Schema(description = "What the API's cache did for a request, and why it did no more")
record CacheReport(
        @Schema(
                        description =
                                "The request before it in its conversation; null where none was"
                                        + " found",
                        nullable = true)
                @Nullable String predecessorId,
        @Schema(
                        description = "Milliseconds between the starts of the two",
                        examples = "312000",
                        nullable = true)
                @Nullable Long idleMillis,
        CacheCause cause,
        @Schema(
                        description = "What changed, in words",
                        examples = "added mcp__github__search, removed WebFetch")
                String detail,
        @Schema(
                        description =
                                "The first block of the predecessor that differs, if one does",
                        nullable = true)
                @Nullable Place before,
        @Schema(description = "What stands in its place now, if anything", nullable = true)
                @Nullable Place after,
        @Schema(description = "Tokens read from the cache", examples = "41200") long readTokens,
        @Schema(description = "Tokens written into the cache", examples = "612") long writtenTokens,
        @Schema(description = "Input tokens that were neither", examples = "4") long uncachedTokens,
        @Schema(
                        description = "`readTokens` divided by all input tokens; null without any",
                        examples = "0.985",
                        nullable = true)
                @Nullable Double hitRatio,
        @Schema(
                        description =
                                "Tokens that the predecessor had left in the cache and that were"
                                        + " not read",
                        examples = "0")
                long lostTokens,
        @Schema(
                        description =
                                "USD that reading the lost tokens would have saved; null where the"
                                        + " model is unpriced",
                        nullable = true)
                @Nullable Money missCost,
        @Schema(
                        description =
                                "What the cache saved and cost; null where the model is unpriced",
                        nullable = true)
                @Nullable CacheEffect effect,
        @Schema(description = "Where the request asks for caching, in the order of the prompt")
                List<Breakpoint> breakpoints,
        @Schema(
                        description =
                                "What the API itself told, as it told it, where the client asked it"
                                        + " to compare (`diagnostics`); null where it told nothing",
                        type = SchemaType.OBJECT,
                        nullable = true)
                @Nullable JsonNode diagnostics) {

    /// A block in a request.
    @Schema(name = "PromptPlace", description = "A block in a request")
    record Place(
            @Schema(enumeration = {"tools", "system", "messages"}) PromptPart part,
            @Schema(description = "Which tool, system block or message, from 0") int index,
            @Schema(description = "Which block of a message, from 0; 0 elsewhere") int block,
            @Schema(description = "`user`, `assistant`; empty outside messages") String role) {
        static @Nullable Place of(@Nullable PromptBlock block) {
            return block == null
                    ? null
                    : new Place(block.part(), block.index(), block.block(), block.role());
        }
    }

    /// A `cache_control` in a request.
    @Schema(description = "A block up to which the API is asked to cache the prompt")
    record Breakpoint(
            @Schema(enumeration = {"tools", "system", "messages"}) PromptPart part,
            int index,
            int block,
            @Schema(description = "Seconds that it is kept unused", examples = "300")
                    long ttlSeconds,
            @Schema(
                            description =
                                    "Tokens up to here: an estimate by the share of characters,"
                                            + " scaled to the tokens that were charged",
                            examples = "17800")
                    long estimatedTokens) {}

    static CacheReport of(
            CacheUse use,
            @Nullable Predecessor before,
            CacheFinding finding,
            @Nullable Price price,
            @Nullable JsonNode diagnostics) {
        Usage usage = use.usage() == null ? Usage.NONE : use.usage();
        long total = usage.totalInputTokens();
        Rates rates = price == null ? null : price.ratesFor(usage);
        return new CacheReport(
                before == null ? null : before.id().toString(),
                before == null
                        ? null
                        : Duration.between(before.use().started(), use.started()).toMillis(),
                finding.cause(),
                finding.detail(),
                Place.of(finding.before()),
                Place.of(finding.after()),
                use.readTokens(),
                use.writtenTokens(),
                usage.inputTokens(),
                total == 0 ? null : (double) use.readTokens() / total,
                finding.lostTokens(),
                rates == null ? null : rates.missCost(finding.lostTokens(), usage),
                price == null ? null : price.cacheEffect(usage),
                breakpoints(use, total),
                diagnostics);
    }

    private static List<Breakpoint> breakpoints(CacheUse use, long totalTokens) {
        long all = Math.max(1, use.prompt().weight());
        List<Breakpoint> found = new ArrayList<>();
        long weight = 0;
        for (PromptBlock block : use.prompt().blocks()) {
            weight += block.weight();
            if (block.ttl() != null) {
                found.add(
                        new Breakpoint(
                                block.part(),
                                block.index(),
                                block.block(),
                                block.ttl().toSeconds(),
                                Math.round((double) weight / all * totalTokens)));
            }
        }
        return found;
    }
}
