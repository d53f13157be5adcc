package dev.ccproxy.data.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request taken apart into the blocks that the API lays out one after the other: tools, system,
/// messages.
public record Prompt(List<PromptBlock> blocks) {
    private static final String CACHE_CONTROL = "cache_control";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration ONE_HOUR = Duration.ofHours(1);

    public Prompt {
        blocks = List.copyOf(blocks);
    }

    /// Takes the body of a request apart.
    public static Prompt of(JsonNode body) {
        List<PromptBlock> blocks = new ArrayList<>();
        add(blocks, PromptPart.TOOLS, body.path("tools"));
        add(blocks, PromptPart.SYSTEM, contentOf(body.path("system")));
        int index = 0;
        for (JsonNode message : body.path("messages")) {
            int block = 0;
            for (JsonNode json : contentOf(message.path("content"))) {
                String role = message.path("role").asText();
                blocks.add(block(PromptPart.MESSAGES, index, block++, role, json));
            }
            index++;
        }
        markAutomatically(blocks, ttl(body));
        return new Prompt(blocks);
    }

    private static void add(List<PromptBlock> blocks, PromptPart part, JsonNode list) {
        int index = 0;
        for (JsonNode json : list) {
            blocks.add(block(part, index++, 0, "", json));
        }
    }

    /// With `cache_control` at its top level, a request has a breakpoint at its last block.
    private static void markAutomatically(List<PromptBlock> blocks, @Nullable Duration ttl) {
        if (ttl != null && !blocks.isEmpty() && blocks.getLast().ttl() == null) {
            PromptBlock last = blocks.removeLast();
            blocks.add(
                    new PromptBlock(
                            last.part(),
                            last.index(),
                            last.block(),
                            last.role(),
                            last.json(),
                            last.content(),
                            ttl));
        }
    }

    private static JsonNode contentOf(JsonNode content) {
        if (!content.isTextual()) {
            return content;
        }
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        text.put("type", "text").set("text", content);
        return JsonNodeFactory.instance.arrayNode().add(text);
    }

    private static PromptBlock block(
            PromptPart part, int index, int block, String role, JsonNode json) {
        return new PromptBlock(
                part, index, block, role, json, withoutMarks(json).toString(), ttl(json));
    }

    private static JsonNode withoutMarks(JsonNode json) {
        boolean isResult = json.path("type").asText().equals("tool_result");
        if (!json.has(CACHE_CONTROL) && !isResult) {
            return json;
        }
        ObjectNode bare = json.deepCopy();
        bare.remove(CACHE_CONTROL);
        if (isResult) {
            for (JsonNode inner : bare.path("content")) {
                if (inner instanceof ObjectNode object) {
                    object.remove(CACHE_CONTROL);
                }
            }
        }
        return bare;
    }

    private static @Nullable Duration ttl(JsonNode json) {
        JsonNode mark = json.path(CACHE_CONTROL);
        if (!mark.isObject()) {
            return null;
        }
        return mark.path("ttl").asText().equals("1h") ? ONE_HOUR : FIVE_MINUTES;
    }

    /// Where the last cached prefix ends: the position of a block; -1 where none does.
    public int lastBreakpoint() {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (blocks.get(i).ttl() != null) {
                return i;
            }
        }
        return -1;
    }

    /// How many blocks from the first on are the same in the other prompt.
    public int commonWith(Prompt other) {
        int shorter = Math.min(blocks.size(), other.blocks.size());
        int common = 0;
        while (common < shorter && blocks.get(common).isSame(other.blocks.get(common))) {
            common++;
        }
        return common;
    }

    /// By how much all blocks together add to the prompt.
    ///
    /// @see PromptBlock#weight()
    public long weight() {
        return blocks.stream().mapToLong(PromptBlock::weight).sum();
    }
}
