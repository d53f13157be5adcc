package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.MessagesRequest;
import dev.ccproxy.message.Tool;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request says beside its messages, as far as it matters here.
///
/// @param model asked for
/// @param session the session that `metadata.user_id` names, or null
/// @param system hash of the system prompt, without the line that tells the client's version
/// @param subagent whether the client says there that an agent asks
/// @param tools the names of those that the model may call
/// @param project the working folder that the system prompt names, if it does
/// @param use what it is for, as far as can be told without messages and headers; MAIN where
///   nothing is special
record Outline(
        @Nullable String model,
        @Nullable String session,
        long system,
        boolean subagent,
        List<String> tools,
        @Nullable String project,
        RequestClass use) {
    private static final String ATTRIBUTION = "x-anthropic-billing-header";
    private static final Pattern OLD_USER_ID = Pattern.compile("_session_([0-9A-Za-z-]{8,64})$");

    static Outline of(MessagesRequest request, ObjectMapper json) {
        Hash system = new Hash();
        boolean subagent = false;
        for (ContentBlock block : request.system()) {
            if (block instanceof ContentBlock.Text text) {
                if (text.text().startsWith(ATTRIBUTION)) {
                    subagent = text.text().contains("cc_is_subagent=true");
                } else {
                    system.add(text.text());
                }
            }
        }
        return new Outline(
                request.model().isEmpty() ? null : request.model(),
                session(request.userId(), json),
                system.value(),
                subagent,
                request.tools().stream().map(Tool::name).toList(),
                MessageFacts.project(request.system()),
                use(request));
    }

    boolean hasTools() {
        return !tools.isEmpty();
    }

    private static RequestClass use(MessagesRequest request) {
        List<Tool> tools = request.tools();
        if (request.stopSequences().contains("</block>")) {
            return RequestClass.CLASSIFIER;
        }
        if (!tools.isEmpty() && tools.stream().allMatch(Outline::searches)) {
            return RequestClass.WEB_SEARCH;
        }
        JsonNode schema = request.outputSchema();
        if (schema != null && schema.path("properties").has("title")) {
            return RequestClass.TITLE;
        }
        String system = MessageFacts.lastText(request.system());
        if (tools.isEmpty() && asksForTitle(system)) {
            return RequestClass.TITLE;
        }
        if (tools.isEmpty()
                && (system.contains("Bash commands") || system.contains("policy_spec"))) {
            return RequestClass.PREFIX_CHECK;
        }
        return RequestClass.MAIN;
    }

    private static boolean asksForTitle(String system) {
        return system.contains("isNewTopic")
                || system.contains("new conversation topic")
                || system.contains("-word title");
    }

    private static boolean searches(Tool tool) {
        return tool instanceof Tool.Server server && server.type().startsWith("web_search");
    }

    /// Newer clients send JSON, older ones `user_…_account_…_session_…`.
    private static @Nullable String session(@Nullable String userId, ObjectMapper json) {
        if (userId == null) {
            return null;
        }
        Matcher old = OLD_USER_ID.matcher(userId);
        if (old.find()) {
            return old.group(1);
        }
        try {
            String session = json.readTree(userId).path("session_id").asText("");
            return session.isEmpty() ? null : session;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
