package dev.ccproxy.core.agent;

import dev.ccproxy.exchange.Evidence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The agents that Claude Code brings along, by how their system prompts begin.
final class BuiltInAgents {
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("You are a file search specialist for Claude Code", "Explore");
        NAMES.put("You are a software architect and planning specialist for Claude Code", "Plan");
        NAMES.put("You are a status line setup agent for Claude Code", "statusline-setup");
        NAMES.put("You are the Claude guide agent", "claude-code-guide");
        NAMES.put("You are an agent for Claude Code", SpawnedAgents.GENERAL_PURPOSE);
    }

    private BuiltInAgents() {}

    static Optional<Evidence.BuiltIn> matching(String systemText) {
        String text = systemText.stripLeading();
        return NAMES.entrySet().stream()
                .filter(entry -> text.startsWith(entry.getKey()))
                .map(entry -> new Evidence.BuiltIn(entry.getValue()))
                .findFirst();
    }
}
