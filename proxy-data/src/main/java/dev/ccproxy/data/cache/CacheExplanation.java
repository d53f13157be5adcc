package dev.ccproxy.data.cache;

import dev.ccproxy.data.content.Prompt;
import dev.ccproxy.data.content.PromptBlock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds out why a request did not read from the cache what its predecessor in the same thread had
/// left there.
///
/// @see <a href="https://docs.claude.com/en/docs/build-with-claude/prompt-caching">What invalidates
///   the cache</a>
public final class CacheExplanation {
    /// How many blocks before a breakpoint the API looks for an entry.
    private static final int LOOKBACK = 20;

    private final CacheUse use;
    private final CacheUse before;
    private final long lost;
    private final int common;

    private CacheExplanation(CacheUse use, CacheUse before) {
        this.use = use;
        this.before = before;
        this.lost = Math.max(0, before.cachedTokens() - use.readTokens());
        this.common = before.prompt().commonWith(use.prompt());
    }

    /// Explains what became of the cache.
    ///
    /// @param before the request before it in its thread; null where it is the first
    /// @param minimum the fewest tokens that the model's cache takes; null where that is not known
    public static CacheFinding explain(
            CacheUse use, @Nullable CacheUse before, @Nullable Integer minimum) {
        CacheFinding early = withoutComparison(use, before, minimum);
        return early != null || before == null
                ? Objects.requireNonNull(early)
                : new CacheExplanation(use, before).compare();
    }

    private static @Nullable CacheFinding withoutComparison(
            CacheUse use, @Nullable CacheUse before, @Nullable Integer minimum) {
        if (use.usage() == null) {
            return CacheFinding.of(CacheCause.NO_ANSWER, 0, "no answer tells what was read");
        }
        long cached = before == null ? 0 : before.cachedTokens();
        long lost = Math.max(0, cached - use.readTokens());
        if (use.prompt().lastBreakpoint() < 0) {
            return CacheFinding.of(CacheCause.NOT_REQUESTED, lost, "no block has cache_control");
        }
        if (use.cachedTokens() == 0) {
            String least = minimum == null ? "" : ", which takes " + minimum + " tokens or more";
            return CacheFinding.of(
                    CacheCause.TOO_SHORT, lost, "nothing was put into the model's cache" + least);
        }
        if (before == null) {
            return use.readTokens() > 0
                    ? CacheFinding.of(CacheCause.NONE, 0, "read what another thread had cached")
                    : CacheFinding.of(CacheCause.FIRST_REQUEST, 0, "nothing came before");
        }
        if (cached == 0 && use.readTokens() == 0) {
            return CacheFinding.of(
                    CacheCause.PREDECESSOR_CACHED_NOTHING,
                    0,
                    before.prompt().lastBreakpoint() < 0
                            ? "no block of it has cache_control"
                            : "nothing of it was put into the cache");
        }
        return lost == 0 ? CacheFinding.of(CacheCause.NONE, 0, "all of it was read") : null;
    }

    private CacheFinding compare() {
        if (!use.model().equals(before.model())) {
            return found(CacheCause.MODEL_CHANGED, before.model() + " became " + use.model());
        }
        if (isExpired() && use.readTokens() == 0 && reachesIntact()) {
            return found(
                    CacheCause.EXPIRED,
                    "unused for " + seconds(idle()) + " and kept for " + seconds(before.ttl()));
        }
        if (common <= before.prompt().lastBreakpoint()) {
            return changedBlock();
        }
        return beyondTheBlocks();
    }

    /// Whether an entry could have been found: a breakpoint of the predecessor lies before the
    /// first difference.
    private boolean reachesIntact() {
        List<PromptBlock> blocks = before.prompt().blocks();
        return blocks.subList(0, common).stream().anyMatch(block -> block.ttl() != null);
    }

    private CacheFinding changedBlock() {
        PromptBlock old = before.prompt().blocks().get(common);
        List<PromptBlock> now = use.prompt().blocks();
        PromptBlock other = common < now.size() ? now.get(common) : null;
        PromptBlock first = other != null && other.part().compareTo(old.part()) < 0 ? other : old;
        CacheCause cause =
                switch (first.part()) {
                    case TOOLS -> CacheCause.TOOLS_CHANGED;
                    case SYSTEM -> CacheCause.SYSTEM_CHANGED;
                    case MESSAGES -> CacheCause.HISTORY_EDITED;
                };
        return new CacheFinding(
                cause,
                lost,
                old,
                other,
                new BlockChange(before.prompt(), use.prompt()).words(old, other));
    }

    private CacheFinding beyondTheBlocks() {
        if (!use.parameters().equals(before.parameters())) {
            return found(CacheCause.PARAMETERS_CHANGED, String.join(", ", changedParameters()));
        }
        Duration answering = before.answering();
        if (answering == null || before.started().plus(answering).isAfter(use.started())) {
            return found(
                    CacheCause.NOT_YET_WRITTEN,
                    "the request before was still waiting for its answer");
        }
        if (!hasBreakpointInReach()) {
            return found(
                    CacheCause.BREAKPOINT_MISSING,
                    "no breakpoint within " + LOOKBACK + " blocks behind what was cached");
        }
        if (!use.betas().equals(before.betas())) {
            return found(CacheCause.BETAS_CHANGED, changedBetas());
        }
        if (isExpired()) {
            return found(
                    CacheCause.EXPIRED,
                    "unused for " + seconds(idle()) + " and kept for " + seconds(before.ttl()));
        }
        return found(CacheCause.UNEXPLAINED, "both requests agree as far as it was cached");
    }

    private Set<String> changedParameters() {
        Set<String> names = new TreeSet<>(before.parameters().keySet());
        names.addAll(use.parameters().keySet());
        names.removeIf(
                name -> Objects.equals(before.parameters().get(name), use.parameters().get(name)));
        return names;
    }

    private String changedBetas() {
        Set<String> old = betas(before);
        Set<String> now = betas(use);
        String added = String.join(", ", without(now, old));
        String removed = String.join(", ", without(old, now));
        if (added.isEmpty() && removed.isEmpty()) {
            return "the order of anthropic-beta changed";
        }
        return (added.isEmpty() ? "" : "added " + added)
                + (added.isEmpty() || removed.isEmpty() ? "" : ", ")
                + (removed.isEmpty() ? "" : "removed " + removed);
    }

    private static Set<String> betas(CacheUse use) {
        Set<String> names = new TreeSet<>();
        for (String name : use.betas().split(",", -1)) {
            names.add(name.strip());
        }
        return names;
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        rest.remove("");
        return rest;
    }

    /// Whether one of the breakpoints looks back as far as where the predecessor's last one was.
    private boolean hasBreakpointInReach() {
        int end = before.prompt().lastBreakpoint();
        Prompt prompt = use.prompt();
        int last = Math.min(prompt.blocks().size() - 1, end + LOOKBACK);
        for (int i = end; i <= last; i++) {
            if (prompt.blocks().get(i).ttl() != null) {
                return true;
            }
        }
        return false;
    }

    private Duration idle() {
        return Duration.between(before.started(), use.started());
    }

    private boolean isExpired() {
        return idle().compareTo(before.ttl()) > 0;
    }

    private CacheFinding found(CacheCause cause, String detail) {
        return CacheFinding.of(cause, lost, detail);
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
