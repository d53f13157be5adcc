package dev.ccproxy.data.cache;

import dev.ccproxy.data.content.PromptBlock;
import org.jspecify.annotations.Nullable;

/// What became of the prefix that a predecessor had cached.
///
/// @param lostTokens how many tokens of it were not read, and had to be processed anew
/// @param before the first block of the predecessor that differs, where one does
/// @param after what stands in its place; null where nothing does
/// @param detail what changed, in words
public record CacheFinding(
        CacheCause cause,
        long lostTokens,
        @Nullable PromptBlock before,
        @Nullable PromptBlock after,
        String detail) {
    static CacheFinding of(CacheCause cause, long lostTokens, String detail) {
        return new CacheFinding(cause, lostTokens, null, null, detail);
    }
}
