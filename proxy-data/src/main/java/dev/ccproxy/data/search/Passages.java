package dev.ccproxy.data.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds the passages of a message.
public final class Passages {
    private static final String REMINDER = "<system-reminder>";
    private static final String CONTINUATION =
            "This session is being continued from a previous conversation";
    private static final String TEXT = "text";

    private Passages() {}

    /// The passages of a message.
    ///
    /// @param role `user`, `assistant` or `system`
    /// @param content the API's JSON: a text or an array of blocks
    /// @param tools tells the name of the tool that a call, given by its id, has called
    public static List<Passage> of(
            String role, JsonNode content, Function<String, @Nullable String> tools) {
        if (content.isTextual()) {
            return passage(0, kind(role, content.textValue()), null, false, content.textValue());
        }
        List<Passage> passages = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            passages.addAll(block(i, role, content.path(i), tools));
        }
        return passages;
    }

    private static List<Passage> block(
            int place, String role, JsonNode block, Function<String, @Nullable String> tools) {
        String text = block.path(TEXT).asText("");
        return switch (block.path("type").asText("")) {
            case TEXT -> passage(place, kind(role, text), null, false, text);
            case "thinking" ->
                    passage(
                            place,
                            PassageKind.THINKING,
                            null,
                            false,
                            block.path("thinking").asText(""));
            case "tool_use", "server_tool_use" ->
                    passage(
                            place,
                            PassageKind.TOOL_INPUT,
                            block.path("name").asText(""),
                            false,
                            text(block.path("input")));
            case "tool_result" ->
                    passage(
                            place,
                            PassageKind.TOOL_RESULT,
                            tools.apply(block.path("tool_use_id").asText("")),
                            block.path("is_error").asBoolean(false),
                            text(block.path("content")));
            case "document" ->
                    passage(
                            place,
                            kind(role, ""),
                            null,
                            false,
                            "text".equals(block.path("source").path("type").asText())
                                    ? block.path("source").path("data").asText("")
                                    : "");
            default -> List.of();
        };
    }

    private static List<Passage> passage(
            int place, PassageKind kind, @Nullable String tool, boolean error, String text) {
        return text.isBlank() ? List.of() : List.of(new Passage(place, kind, tool, error, text));
    }

    private static PassageKind kind(String role, String text) {
        return switch (role) {
            case "assistant" -> PassageKind.ANSWER;
            case "user" ->
                    text.startsWith(REMINDER) || text.startsWith(CONTINUATION)
                            ? PassageKind.CONTEXT
                            : PassageKind.PROMPT;
            default -> PassageKind.CONTEXT;
        };
    }

    /// All texts in a value, one after the other: of an input its values, not their names; of a
    /// result its text blocks, not its pictures.
    private static String text(JsonNode value) {
        StringBuilder text = new StringBuilder();
        gather(value, text);
        return text.toString();
    }

    private static void gather(JsonNode value, StringBuilder text) {
        if (value.isObject() && value.path("type").asText("").equals("image")) {
            return;
        }
        if (value.isObject() && value.path("type").asText("").equals(TEXT) && value.has(TEXT)) {
            gather(value.path(TEXT), text);
        } else if (value.isContainerNode()) {
            value.forEach(inner -> gather(inner, text));
        } else if (!value.isNull() && !value.isMissingNode() && text.length() < Words.MOST_TEXT) {
            text.append(text.isEmpty() ? "" : "\n").append(value.asText());
        }
    }
}
