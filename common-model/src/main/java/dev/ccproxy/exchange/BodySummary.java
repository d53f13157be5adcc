package dev.ccproxy.exchange;

import org.jspecify.annotations.Nullable;

/// What is known of a body without reading it.
///
/// @param size bytes that crossed the wire
/// @param sha256 64 hexadecimal digits over those bytes; null while they are still coming, and
///   where they are not on record
/// @param recorded false where the bytes were let go because recording could not keep up
public record BodySummary(long size, @Nullable String sha256, boolean recorded) {
    public static final BodySummary EMPTY =
            new BodySummary(
                    0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", true);
}
