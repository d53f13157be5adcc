package dev.ccproxy.core.translate;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What is known of models by the beginning of their names. Of others nothing is assumed.
///
/// @param maxOutputTokens the most that an answer may have; 0 where that is not known
/// @param reasons whether it thinks first, and takes neither a temperature nor stop sequences
/// @param takesEffort whether it can be told how much to think
/// @param leastEffort what tells it to think the least
/// @param recall what it refuses to go on without
/// @see <a href="https://platform.openai.com/docs/models">OpenAI's models</a>
record ModelFamily(
        int maxOutputTokens,
        boolean reasons,
        boolean takesEffort,
        String leastEffort,
        Recall recall) {
    /// What a model has to be shown of its own earlier answers, beside what they say.
    enum Recall {
        NOTHING,
        /// What it thought, as `reasoning_content` of each of its messages.
        THOUGHTS,
        /// A signature of Google's beside each call.
        SIGNATURES
    }

    ModelFamily(int maxOutputTokens, boolean reasons, boolean takesEffort, String leastEffort) {
        this(maxOutputTokens, reasons, takesEffort, leastEffort, Recall.NOTHING);
    }

    private record Rule(Pattern names, ModelFamily family) {}

    private static final ModelFamily UNKNOWN = new ModelFamily(0, false, false, "low");
    private static final List<Rule> RULES =
            List.of(
                    rule("gpt-5[.][1-9].*", new ModelFamily(128_000, true, true, "none")),
                    rule("gpt-5.*-(codex|pro).*", new ModelFamily(128_000, true, true, "low")),
                    rule("gpt-5-chat.*", new ModelFamily(16_384, false, false, "low")),
                    rule("gpt-5.*", new ModelFamily(128_000, true, true, "minimal")),
                    rule("gpt-[6-9].*", new ModelFamily(128_000, true, true, "none")),
                    rule("codex-mini.*", new ModelFamily(100_000, true, true, "low")),
                    rule("o1-(mini|preview).*", new ModelFamily(32_768, true, false, "low")),
                    rule("o[1-9].*", new ModelFamily(100_000, true, true, "low")),
                    rule("gpt-4o-2024-05-13", new ModelFamily(4_096, false, false, "low")),
                    rule("(gpt-4o|chatgpt-4o).*", new ModelFamily(16_384, false, false, "low")),
                    rule("gpt-4[.]1.*", new ModelFamily(32_768, false, false, "low")),
                    rule("gpt-4-(turbo|1106|0125).*", new ModelFamily(4_096, false, false, "low")),
                    rule("gpt-4.*", new ModelFamily(8_192, false, false, "low")),
                    rule("gpt-3[.]5.*", new ModelFamily(4_096, false, false, "low")),
                    rule("gpt-oss.*", new ModelFamily(0, false, true, "low")),
                    rule("gemini-2[.]5.*", new ModelFamily(65_536, false, true, "low")),
                    rule(
                            "gemini-[3-9].*",
                            new ModelFamily(65_536, false, true, "low", Recall.SIGNATURES)),
                    rule(
                            "deepseek-(reasoner|v[4-9]).*",
                            new ModelFamily(0, false, false, "low", Recall.THOUGHTS)),
                    rule(
                            "kimi-(k2[.][5-9]|k2-thinking|k[3-9]|for-coding).*",
                            new ModelFamily(0, false, false, "low", Recall.THOUGHTS)));

    private static Rule rule(String names, ModelFamily family) {
        return new Rule(Pattern.compile(names), family);
    }

    /// The family of a model, also where a vendor stands before its name (`openai/gpt-4o`).
    static ModelFamily of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.names().matcher(name).matches())
                .map(Rule::family)
                .findFirst()
                .orElse(UNKNOWN);
    }

    OptionalInt outputLimit() {
        return maxOutputTokens > 0 ? OptionalInt.of(maxOutputTokens) : OptionalInt.empty();
    }
}
