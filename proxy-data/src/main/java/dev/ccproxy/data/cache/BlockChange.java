package dev.ccproxy.data.cache;

import dev.ccproxy.data.content.Prompt;
import dev.ccproxy.data.content.PromptBlock;
import dev.ccproxy.data.content.PromptPart;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells in words how one prompt's blocks became another's.
///
/// @param before the earlier prompt
/// @param after the later one
record BlockChange(Prompt before, Prompt after) {
    private static final int MAX_NAMES = 5;

    /// What became of the first block that differs.
    ///
    /// @param old the block
    /// @param now what stands in its place; null where the prompt ends before
    String words(PromptBlock old, @Nullable PromptBlock now) {
        boolean tools =
                old.part() == PromptPart.TOOLS || (now != null && now.part() == PromptPart.TOOLS);
        return tools ? tools() : other(old, now);
    }

    private String tools() {
        Set<String> old = names(before);
        Set<String> now = names(after);
        Set<String> added = without(now, old);
        Set<String> removed = without(old, now);
        if (!added.isEmpty() || !removed.isEmpty()) {
            return join(
                    added.isEmpty() ? "" : "added " + list(added),
                    removed.isEmpty() ? "" : "removed " + list(removed));
        }
        Set<String> oldContents = contents(before);
        Set<String> changed =
                tools(after).stream()
                        .filter(tool -> !oldContents.contains(tool.content()))
                        .map(BlockChange::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        return changed.isEmpty() ? "the order of the tools changed" : "changed " + list(changed);
    }

    private static String other(PromptBlock old, @Nullable PromptBlock now) {
        String place =
                switch (old.part()) {
                    case TOOLS -> "tool " + old.index();
                    case SYSTEM -> "system block " + old.index();
                    case MESSAGES -> "message " + old.index() + ", block " + old.block();
                };
        if (now == null || now.part() != old.part()) {
            return place + " is gone";
        }
        if (now.index() != old.index() || now.block() != old.block()) {
            return place + " gave way to message " + now.index() + ", block " + now.block();
        }
        if (!now.role().equals(old.role())) {
            return place + ": the role " + old.role() + " became " + now.role();
        }
        return place + " differs from character " + firstDifference(old, now) + " on";
    }

    private static int firstDifference(PromptBlock old, PromptBlock now) {
        String one = text(old);
        String other = text(now);
        int shorter = Math.min(one.length(), other.length());
        int i = 0;
        while (i < shorter && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String text(PromptBlock block) {
        String text = block.json().path("text").asText();
        return text.isEmpty() ? block.content() : text;
    }

    private static List<PromptBlock> tools(Prompt prompt) {
        return prompt.blocks().stream().filter(block -> block.part() == PromptPart.TOOLS).toList();
    }

    private static Set<String> contents(Prompt prompt) {
        return tools(prompt).stream().map(PromptBlock::content).collect(Collectors.toSet());
    }

    private static Set<String> names(Prompt prompt) {
        return tools(prompt).stream().map(BlockChange::name).collect(Collectors.toSet());
    }

    private static String name(PromptBlock tool) {
        return tool.json().path("name").asText();
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new HashSet<>(some);
        rest.removeAll(others);
        return new TreeSet<>(rest);
    }

    private static String list(Set<String> names) {
        String shown = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        int more = names.size() - MAX_NAMES;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private static String join(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
    }
}
