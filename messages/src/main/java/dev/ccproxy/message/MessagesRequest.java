package dev.ccproxy.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /v1/messages`. A field that the request does not have is null, a list empty.
///
/// @param system the system prompt; one text block where it came as a string
/// @param maxTokens how long the answer may be
/// @param userId `metadata.user_id`
/// @param effort `output_config.effort`, for example `high`
/// @param outputSchema `output_config.format.schema`: the JSON Schema that the answer must follow
/// @see <a href="https://docs.claude.com/en/api/messages">Messages</a>
public record MessagesRequest(
        String model,
        List<ContentBlock> system,
        List<Tool> tools,
        List<Message> messages,
        @Nullable ToolChoice toolChoice,
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        List<String> stopSequences,
        @Nullable ThinkingMode thinking,
        @Nullable String effort,
        @Nullable JsonNode outputSchema,
        @Nullable String userId,
        @Nullable String serviceTier,
        boolean stream) {
    public MessagesRequest {
        system = List.copyOf(system);
        tools = List.copyOf(tools);
        messages = List.copyOf(messages);
        stopSequences = List.copyOf(stopSequences);
    }
}
