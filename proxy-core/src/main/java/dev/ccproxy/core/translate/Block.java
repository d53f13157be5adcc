package dev.ccproxy.core.translate;

/// A block of an answer that is about to be written.
sealed interface Block {
    record Text() implements Block {}

    record Thinking() implements Block {}

    record ToolUse(String id, String name) implements Block {}
}
