package dev.ccproxy.core.translate;

import dev.ccproxy.message.StopReason;
import dev.ccproxy.message.Usage;
import org.jspecify.annotations.Nullable;

/// Takes an answer in the Messages API's order: a start, blocks one after the other, an end.
interface MessageEvents {
    void start(String id, String model);

    void open(Block block);

    /// Adds to the open block: text, thought, or JSON of a call's input.
    void delta(String text);

    void close();

    void end(StopReason reason, @Nullable String stopSequence, Usage usage);

    /// Takes the place of an end.
    void error(String type, String message);
}
