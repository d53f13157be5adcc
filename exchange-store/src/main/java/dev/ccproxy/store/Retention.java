package dev.ccproxy.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much of the record is kept. The oldest exchanges go first.
///
/// @param maxAge exchanges that started longer ago are deleted; null for no limit
/// @param maxSize bytes that the record may take on disk; null for no limit
public record Retention(@Nullable Duration maxAge, @Nullable Long maxSize) {
    public static final Retention UNLIMITED = new Retention(null, null);
}
