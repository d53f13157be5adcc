package dev.ccproxy.data.cost;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The names under which price lists may know a model, whatever it is called where it is sold.
final class ModelName {
    /// Bedrock's ARNs, regions and vendor (`us.anthropic.`), routers' vendors (`anthropic/`).
    private static final Pattern BEFORE =
            Pattern.compile("^(.*/)?(([a-z]{2,6}(-[a-z]+)?\\.)?(anthropic|openai)\\.)?");

    /// Claude Code's `[1m]`, Bedrock's version (`-v1:0`), routers' variants (`:thinking`).
    private static final Pattern AFTER =
            Pattern.compile("(\\[[^]]*]|-v\\d+(:\\d+.*)?|:[a-z0-9]+)$");

    /// `-20250929`, `@20250929`, `-2024-08-06`, `-latest`, `@default`, and Vertex' `-v2` before it.
    private static final Pattern DATE =
            Pattern.compile("(-v\\d+)?([-@](\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest|default))$");

    /// `claude-sonnet-4.5`, as routers write it.
    private static final Pattern CLAUDE_DOT = Pattern.compile("^(claude-.*\\d)\\.(\\d.*)$");

    private ModelName() {}

    /// Names to look for, the most exact one first.
    static List<String> candidates(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        String bare =
                AFTER.matcher(AFTER.matcher(withoutPlace(lower)).replaceFirst("")).replaceFirst("");
        String dashed = CLAUDE_DOT.matcher(bare).replaceFirst("$1-$2");
        String undated = DATE.matcher(dashed).replaceFirst("");
        return List.of(lower, dashed, undated).stream().distinct().toList();
    }

    private static String withoutPlace(String name) {
        return BEFORE.matcher(name).replaceFirst("");
    }
}
