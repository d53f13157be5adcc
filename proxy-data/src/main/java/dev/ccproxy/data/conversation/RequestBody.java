package dev.ccproxy.data.conversation;

import dev.ccproxy.store.StoreException;
import java.util.List;

/// A request's body, as far as it matters here.
///
/// @param messages one after the other, without their content
/// @param contents gives the content of a message
record RequestBody(Outline outline, List<MessageFacts> messages, Contents contents) {
    /// Gives the content of a message when it is needed.
    @FunctionalInterface
    interface Contents {
        /// One of them.
        ///
        /// @param index counted from 0
        Content content(int index) throws StoreException;
    }
}
