package dev.ccproxy.data.conversation;

import dev.ccproxy.exchange.Exchange;
import java.util.List;
import java.util.Optional;

/// Tells what a request is for.
final class Classification {
    private Classification() {}

    /// What this request is for; for a step of a conversation [RequestClass#MAIN], whoever's.
    static RequestClass of(Exchange exchange, Optional<RequestBody> body) {
        String path = exchange.request().path();
        if (path.endsWith("/count_tokens")) {
            return RequestClass.COUNT_TOKENS;
        }
        if (!path.endsWith("/v1/messages")) {
            return RequestClass.PROBE;
        }
        if (body.isEmpty() || body.get().messages().isEmpty()) {
            return RequestClass.AUXILIARY;
        }
        RequestClass byContent = byContent(body.get(), isClaudeCode(exchange));
        String said = String.valueOf(exchange.caller().requestClass());
        if (said.equals("compaction")) {
            return RequestClass.COMPACTION;
        }
        boolean aside = said.equals("auxiliary") || said.equals("side_reply");
        return aside && byContent == RequestClass.MAIN ? RequestClass.AUXILIARY : byContent;
    }

    private static RequestClass byContent(RequestBody body, boolean claudeCode) {
        Outline outline = body.outline();
        if (outline.use() != RequestClass.MAIN) {
            return outline.use();
        }
        List<MessageFacts> messages = body.messages();
        RequestClass asked =
                switch (last(messages).marker()) {
                    case COMPACTION -> RequestClass.COMPACTION;
                    case SUGGESTION -> RequestClass.SUGGESTION;
                    case RECAP -> RequestClass.RECAP;
                    case QUOTA ->
                            messages.size() == 1 ? RequestClass.QUOTA_PROBE : RequestClass.MAIN;
                    case WARM_UP -> messages.size() == 1 ? RequestClass.WARM_UP : RequestClass.MAIN;
                    case NONE -> RequestClass.MAIN;
                };
        // Claude Code always gives the model tools when it works, other clients may not.
        boolean toolless = claudeCode && !outline.hasTools() && !outline.subagent();
        return asked == RequestClass.MAIN && toolless ? RequestClass.AUXILIARY : asked;
    }

    /// The last message but for the client's own words.
    private static MessageFacts last(List<MessageFacts> messages) {
        for (MessageFacts message : messages.reversed()) {
            if (message.kind() != MessageKind.SYSTEM) {
                return message;
            }
        }
        return messages.getLast();
    }

    static boolean isClaudeCode(Exchange exchange) {
        return exchange.request()
                .headers()
                .first("User-Agent")
                .orElse("")
                .startsWith("claude-cli/");
    }
}
