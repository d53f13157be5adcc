package dev.ccproxy.data.difference;

import dev.ccproxy.data.content.Prompt;
import dev.ccproxy.data.content.PromptBlock;
import dev.ccproxy.data.content.PromptPart;
import dev.ccproxy.data.difference.RequestDifference.Counts;
import dev.ccproxy.data.difference.RequestDifference.Entry;
import dev.ccproxy.data.difference.RequestDifference.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares two prompts, part by part.
final class BlockDifference {
    private static final int MAX_ENTRIES = 500;
    private static final int MAX_LINES = 3_000;
    private static final int MAX_LINES_OF_ONE = 400;

    private final List<Entry> entries = new ArrayList<>();
    private int equal;
    private int added;
    private int removed;
    private int changed;
    private int lines;
    private boolean truncated;

    static BlockDifference between(Prompt from, Prompt to) {
        BlockDifference difference = new BlockDifference();
        for (PromptPart part : PromptPart.values()) {
            difference.compare(part, blocks(from, part), blocks(to, part));
        }
        return difference;
    }

    List<Entry> entries() {
        return entries;
    }

    Counts counts() {
        return new Counts(equal, added, removed, changed);
    }

    /// Whether there was more to tell than was told.
    boolean truncated() {
        return truncated;
    }

    private static List<PromptBlock> blocks(Prompt prompt, PromptPart part) {
        return prompt.blocks().stream().filter(block -> block.part() == part).toList();
    }

    private void compare(PromptPart part, List<PromptBlock> from, List<PromptBlock> to) {
        int told = 0;
        int shift = 0;
        for (Hunk hunk : Hunk.between(from, to, PromptBlock::isSame)) {
            addEqual(part, from, to, told, hunk.from(), shift);
            addPairs(
                    part,
                    from.subList(hunk.from(), hunk.fromEnd()),
                    to.subList(hunk.to(), hunk.toEnd()));
            told = hunk.fromEnd();
            shift = hunk.toEnd() - hunk.fromEnd();
        }
        addEqual(part, from, to, told, from.size(), shift);
    }

    /// @param shift by how much blocks stand later in the other prompt
    private void addEqual(
            PromptPart part,
            List<PromptBlock> from,
            List<PromptBlock> to,
            int start,
            int end,
            int shift) {
        if (end > start) {
            equal += end - start;
            add(
                    new Entry(
                            DifferenceKind.EQUAL,
                            part,
                            end - start,
                            BlockText.place(from.get(start)),
                            BlockText.place(to.get(start + shift)),
                            List.of()));
        }
    }

    /// Blocks that stand in each other's place are one that changed, if they are of the same sort.
    private void addPairs(PromptPart part, List<PromptBlock> old, List<PromptBlock> now) {
        int paired = 0;
        while (paired < Math.min(old.size(), now.size())
                && isComparable(old.get(paired), now.get(paired))) {
            addOne(part, old.get(paired), now.get(paired));
            paired++;
        }
        for (PromptBlock block : old.subList(paired, old.size())) {
            addOne(part, block, null);
        }
        for (PromptBlock block : now.subList(paired, now.size())) {
            addOne(part, null, block);
        }
    }

    private static boolean isComparable(PromptBlock one, PromptBlock other) {
        return one.role().equals(other.role())
                && one.json().path("type").equals(other.json().path("type"))
                && one.json().path("name").equals(other.json().path("name"));
    }

    private void addOne(PromptPart part, @Nullable PromptBlock old, @Nullable PromptBlock now) {
        int room = Math.min(MAX_LINES_OF_ONE, MAX_LINES - lines);
        List<Line> told;
        DifferenceKind kind;
        if (old != null && now != null) {
            kind = DifferenceKind.CHANGED;
            changed++;
            told = LineDifference.between(BlockText.of(old), BlockText.of(now), room);
        } else if (old != null) {
            kind = DifferenceKind.REMOVED;
            removed++;
            told = LineDifference.all(kind, BlockText.of(old), room);
        } else {
            kind = DifferenceKind.ADDED;
            added++;
            told = now == null ? List.of() : LineDifference.all(kind, BlockText.of(now), room);
        }
        lines += told.size();
        truncated |= told.size() == room;
        add(
                new Entry(
                        kind,
                        part,
                        1,
                        old == null ? null : BlockText.place(old),
                        now == null ? null : BlockText.place(now),
                        told));
    }

    private void add(Entry entry) {
        if (entries.size() < MAX_ENTRIES) {
            entries.add(entry);
        } else {
            truncated = true;
        }
    }
}
