package dev.ccproxy.core.translate;

import dev.ccproxy.exchange.Loss;
import dev.ccproxy.message.MessagesRequest;
import dev.ccproxy.message.ThinkingMode;
import dev.ccproxy.message.Tool;
import dev.ccproxy.message.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request asks for beside the conversation, as the target's model takes it.
///
/// @param effort how much to think
/// @param user stands for whoever asked, without saying who that is
/// @param cacheKey the same for requests that begin alike
record Settings(
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        List<String> stop,
        @Nullable String effort,
        @Nullable Boolean parallelToolCalls,
        @Nullable ToolChoice toolChoice,
        @Nullable String user,
        @Nullable String cacheKey,
        @Nullable String serviceTier) {
    private static final int MAX_STOPS = 4;
    private static final int LITTLE_THINKING = 4_096;
    private static final int MUCH_THINKING = 16_384;
    private static final int USER_DIGITS = 32;

    static Settings of(
            MessagesRequest request, Target target, List<Tool.Custom> tools, LossLedger ledger) {
        ModelFamily family = ModelFamily.of(target.model());
        if (request.topK() != null) {
            ledger.note("top_k", "dropped: the provider has no such parameter");
        }
        ToolChoice choice = tools.isEmpty() ? null : request.toolChoice();
        if (choice instanceof ToolChoice.Unknown unknown) {
            ledger.note("tool_choice", "dropped: " + unknown.type() + " is not known here");
            choice = null;
        }
        String user = user(request.userId(), target, ledger);
        return new Settings(
                maxTokens(request, family, ledger),
                unlessReasoning("temperature", request.temperature(), family, ledger),
                unlessReasoning("top_p", request.topP(), family, ledger),
                stop(request.stopSequences(), family, target, ledger),
                effort(request, family, ledger),
                (choice != null && choice.disableParallelToolUse()) ? Boolean.FALSE : null,
                choice,
                user,
                user,
                serviceTier(request.serviceTier(), target, ledger));
    }

    private static @Nullable Integer maxTokens(
            MessagesRequest request, ModelFamily family, LossLedger ledger) {
        Integer asked = request.maxTokens();
        if (asked == null) {
            return null;
        }
        int limit = family.outputLimit().orElse(asked);
        if (asked > limit) {
            ledger.note("max_tokens", "lowered to the model's limit of " + limit);
        }
        return Math.min(asked, limit);
    }

    private static @Nullable Double unlessReasoning(
            String field, @Nullable Double value, ModelFamily family, LossLedger ledger) {
        if (value != null && family.reasons()) {
            ledger.note(field, "dropped: the model does not take it");
            return null;
        }
        return value;
    }

    private static List<String> stop(
            List<String> asked, ModelFamily family, Target target, LossLedger ledger) {
        if (asked.isEmpty()) {
            return asked;
        }
        if (family.reasons() || target.dialect() == Dialect.RESPONSES) {
            ledger.warn("stop_sequences", "dropped: the model does not take them");
            return List.of();
        }
        if (asked.size() > MAX_STOPS) {
            ledger.warn("stop_sequences", "only the first " + MAX_STOPS + " are sent");
        }
        return List.copyOf(asked.subList(0, Math.min(asked.size(), MAX_STOPS)));
    }

    private static @Nullable String effort(
            MessagesRequest request, ModelFamily family, LossLedger ledger) {
        String effort = wantedEffort(request, family);
        if (effort != null && !family.takesEffort()) {
            if (!(request.thinking() instanceof ThinkingMode.Disabled)) {
                ledger.note("thinking", "dropped: the model cannot be told how much to think");
            }
            return null;
        }
        return effort;
    }

    private static @Nullable String wantedEffort(MessagesRequest request, ModelFamily family) {
        return switch (request.thinking()) {
            case null -> named(request.effort());
            case ThinkingMode.Disabled _ -> family.leastEffort();
            case ThinkingMode.Enabled enabled when request.effort() == null ->
                    forBudget(enabled.budgetTokens());
            case ThinkingMode.Adaptive _ when request.effort() == null -> "medium";
            case ThinkingMode.Unknown _ when request.effort() == null -> null;
            case ThinkingMode.Enabled _, ThinkingMode.Adaptive _, ThinkingMode.Unknown _ ->
                    named(request.effort());
        };
    }

    private static String forBudget(int tokens) {
        return tokens <= LITTLE_THINKING ? "low" : tokens <= MUCH_THINKING ? "medium" : "high";
    }

    private static @Nullable String named(@Nullable String effort) {
        return switch (effort) {
            case null -> null;
            case "low", "medium" -> effort;
            default -> "high";
        };
    }

    /// A pseudonym. Some that speak like OpenAI refuse the whole request for it.
    private static @Nullable String user(
            @Nullable String userId, Target target, LossLedger ledger) {
        if (userId == null) {
            return null;
        }
        if (!target.genuine()) {
            ledger.note("metadata.user_id", "dropped: not every provider takes it");
            return null;
        }
        return Digest.of(userId, USER_DIGITS);
    }

    private static @Nullable String serviceTier(
            @Nullable String asked, Target target, LossLedger ledger) {
        if (asked == null) {
            return null;
        }
        if (!target.genuine()) {
            ledger.note("service_tier", "dropped: not every provider has tiers");
            return null;
        }
        return asked.equals("standard_only") ? "default" : "auto";
    }

    /// The tools that the target can be given. Those that Anthropic runs itself it cannot.
    static List<Tool.Custom> tools(MessagesRequest request, LossLedger ledger) {
        List<Tool.Custom> tools = new ArrayList<>();
        for (Tool tool : request.tools()) {
            switch (tool) {
                case Tool.Custom custom -> {
                    tools.add(custom);
                    if (custom.cacheControl() != null) {
                        ledger.note("cache_control", "dropped: the provider caches by itself");
                    }
                }
                case Tool.Server server ->
                        ledger.warn(
                                Loss.TOOLS,
                                "dropped: " + server.type() + " runs at Anthropic's only");
            }
        }
        return tools;
    }
}
