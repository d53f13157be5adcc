package dev.ccproxy.data.conversation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Where a message stands in a conversation.
@Schema(description = "Where a message stands in a conversation")
public record MessagePlace(
        @Schema(description = "Names the message at its place") long id,
        @Schema(description = "Its place, 1 for the first") int position,
        @Schema(description = "The message that begins its turn") long turn,
        @Schema(description = "The last message of the branch it is on: the one gone on with last")
                long tip) {}
