package dev.ccproxy.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API answered, as far as it came.
///
/// @param id the message's id; null where none came
/// @param model which model answered; null where that did not come
/// @param stopReason why it ended; null while it has not
/// @param stopSequence the sequence that ended it, if one did
/// @param error what went wrong, before or in the midst of the answer
/// @param complete whether the answer came to its end
public record Answer(
        @Nullable String id,
        @Nullable String model,
        List<ContentBlock> content,
        @Nullable StopReason stopReason,
        @Nullable String stopSequence,
        Usage usage,
        @Nullable ApiError error,
        boolean complete) {
    public Answer {
        content = List.copyOf(content);
    }
}
