package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A message at its place in a conversation.
@Schema(name = "Message", description = "A message at its place in a conversation")
public record MessageView(
        @Schema(description = "Names the message at this place") long id,
        @Schema(description = "Its place, 1 for the first") int position,
        @Schema(examples = "assistant") String role,
        MessageKind kind,
        @Schema(description = "The message that begins its turn") long turn,
        @Schema(
                        description =
                                "How many messages follow it in all that was said: more than one"
                                        + " where the history branches")
                int followers,
        @Schema(
                        description =
                                "The request that carried it first, or whose answer it is; null"
                                        + " where that is no longer on record",
                        nullable = true)
                @Nullable String request,
        @Schema(description = "Bytes of the content's JSON") long bytes,
        @Schema(
                        type = SchemaType.OBJECT,
                        description =
                                "The content as the API's JSON: a text, or an array of blocks,"
                                        + " without `cache_control`")
                JsonNode content) {

    /// Some messages, the first ones first, and where to go on.
    @Schema(name = "MessagePage", description = "Some messages of one branch, in order")
    public record Page(
            @Schema(description = "The last message of the branch") long tip,
            @Schema(description = "How many there are on the branch") int total,
            List<MessageView> items,
            @Schema(
                            description =
                                    "What to pass as `from` for those that follow; null at the end",
                            nullable = true)
                    @Nullable Integer next) {}
}
