package dev.ccproxy.sse;

/// One event of an event stream.
///
/// @param type what its `event:` line says, or `message` where it has none
/// @param data its `data:` lines, joined by line feeds
public record SseEvent(String type, String data) {}
