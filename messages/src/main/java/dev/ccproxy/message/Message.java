package dev.ccproxy.message;

import java.util.List;

/// One message of a conversation.
///
/// @param role `user`, `assistant`, or `system` in the midst of a conversation
public record Message(String role, List<ContentBlock> content) {
    public Message {
        content = List.copyOf(content);
    }
}
