package dev.ccproxy.message;

import java.time.Duration;

/// Marks the end of a prefix that the API shall cache.
///
/// @param ttl how long it is kept after its last use: five minutes unless the request says `1h`
/// @see <a href="https://docs.claude.com/en/docs/build-with-claude/prompt-caching">Prompt
///   caching</a>
public record CacheControl(Duration ttl) {}
