package dev.ccproxy.data.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.data.content.Prompt;
import dev.ccproxy.data.content.PromptBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds out what a prompt is made of.
final class Composition {
    private static final int MOST_LARGEST = 20;
    private static final int ABOUT_LENGTH = 120;
    private static final String MCP = "mcp__";

    /// What tells best what a call is about, the best first.
    private static final List<String> TELLING =
            List.of(
                    "file_path",
                    "notebook_path",
                    "command",
                    "pattern",
                    "path",
                    "url",
                    "query",
                    "description",
                    "prompt");

    private final Map<String, JsonNode> calls = new HashMap<>();
    private final Map<Share, Sum> sums = new LinkedHashMap<>();
    private final List<ContextReport.Contributor> blocks = new ArrayList<>();
    private final double tokensPerCharacter;

    /// @param tokensPerCharacter how many tokens a character of the prompt makes
    Composition(Prompt prompt, double tokensPerCharacter) {
        this.tokensPerCharacter = tokensPerCharacter;
        prompt.blocks().forEach(this::add);
    }

    /// What is summed up as one part.
    private record Share(ContextKind kind, String name) {}

    private record Sum(int blocks, double tokens) {}

    private void add(PromptBlock block) {
        JsonNode json = block.json();
        Share share =
                switch (block.part()) {
                    case TOOLS -> tool(json.path("name").asText(json.path("type").asText()));
                    case SYSTEM -> new Share(ContextKind.SYSTEM, "");
                    case MESSAGES -> message(block.role(), json);
                };
        double tokens = block.weight() * tokensPerCharacter;
        sums.merge(
                share,
                new Sum(1, tokens),
                (one, other) -> new Sum(one.blocks + other.blocks, one.tokens + other.tokens));
        blocks.add(
                new ContextReport.Contributor(
                        share.kind,
                        share.name,
                        about(json),
                        block.role().isEmpty() ? null : Integer.valueOf(block.index() + 1),
                        Math.round(tokens)));
    }

    private static Share tool(String name) {
        int end = name.startsWith(MCP) ? name.indexOf("__", MCP.length()) : -1;
        return end < 0
                ? new Share(ContextKind.TOOLS, name)
                : new Share(ContextKind.MCP_TOOLS, name.substring(MCP.length(), end));
    }

    private Share message(String role, JsonNode json) {
        String type = json.path("type").asText();
        return switch (type) {
            case "text" -> new Share(text(role, json.path("text").asText()), "");
            case "thinking", "redacted_thinking" -> new Share(ContextKind.THINKING, "");
            case "image" -> new Share(ContextKind.IMAGES, "");
            case "document" -> new Share(ContextKind.DOCUMENTS, "");
            case "tool_use", "server_tool_use", "mcp_tool_use" -> {
                calls.put(json.path("id").asText(), json);
                yield new Share(ContextKind.TOOL_CALLS, json.path("name").asText());
            }
            default ->
                    type.endsWith("tool_result")
                            ? new Share(ContextKind.TOOL_RESULTS, nameOfCall(json))
                            : new Share(ContextKind.OTHER, type);
        };
    }

    private static ContextKind text(String role, String text) {
        if (role.equals("assistant")) {
            return ContextKind.ANSWERS;
        }
        if (!text.stripLeading().startsWith("<system-reminder>")) {
            return ContextKind.PROMPTS;
        }
        return text.contains("CLAUDE.md") || text.contains("claudeMd")
                ? ContextKind.MEMORY
                : ContextKind.REMINDERS;
    }

    private String nameOfCall(JsonNode result) {
        JsonNode call = calls.get(result.path("tool_use_id").asText());
        return call == null ? "" : call.path("name").asText();
    }

    private String about(JsonNode json) {
        JsonNode call = calls.getOrDefault(json.path("tool_use_id").asText(), json);
        for (String member : TELLING) {
            String value = call.path("input").path(member).asText("");
            if (!value.isBlank()) {
                return cut(value);
            }
        }
        return cut(json.path("text").asText(json.path("thinking").asText("")));
    }

    private static String cut(String text) {
        String line =
                text.substring(0, Math.min(text.length(), 4 * ABOUT_LENGTH))
                        .strip()
                        .replaceAll("\\s+", " ");
        return line.length() <= ABOUT_LENGTH ? line : line.substring(0, ABOUT_LENGTH - 1) + "…";
    }

    /// The parts, the largest one first.
    List<ContextReport.Part> parts() {
        return sums.entrySet().stream()
                .map(entry ->
                        new ContextReport.Part(
                                entry.getKey().kind,
                                entry.getKey().name,
                                entry.getValue().blocks,
                                Math.round(entry.getValue().tokens)))
                .sorted(Comparator.comparingLong(ContextReport.Part::estimatedTokens).reversed())
                .toList();
    }

    /// The largest blocks, the largest one first.
    List<ContextReport.Contributor> largest() {
        return blocks.stream()
                .sorted(
                        Comparator.comparingLong(ContextReport.Contributor::estimatedTokens)
                                .reversed())
                .limit(MOST_LARGEST)
                .toList();
    }
}
