package dev.ccproxy.data.difference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.data.content.PromptBlock;
import dev.ccproxy.data.content.PromptPart;
import dev.ccproxy.data.difference.RequestDifference.Place;

/// A block as people compare it: text as it is, the rest as indented JSON.
final class BlockText {
    private BlockText() {}

    static String of(PromptBlock block) {
        JsonNode json = block.json();
        return switch (json.path("type").asText()) {
            case "text" -> json.path("text").asText();
            case "thinking" -> json.path("thinking").asText();
            case "tool_result" ->
                    json.path("content").isTextual()
                            ? json.path("content").asText()
                            : json.path("content").toPrettyString();
            default -> json.toPrettyString();
        };
    }

    static Place place(PromptBlock block) {
        boolean isTool = block.part() == PromptPart.TOOLS;
        String name = block.json().path("name").asText();
        return new Place(
                block.index(),
                block.block(),
                isTool ? name : block.role(),
                isTool ? "tool" : block.json().path("type").asText());
    }
}
