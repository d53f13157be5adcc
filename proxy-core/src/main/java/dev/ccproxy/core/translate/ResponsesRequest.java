package dev.ccproxy.core.translate;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /responses`.
///
/// @param store whether the provider keeps the answer for later reference; we never refer to it
/// @see <a href="https://platform.openai.com/docs/api-reference/responses/create">Responses</a>
record ResponsesRequest(
        String model,
        @Nullable String instructions,
        List<Item> input,
        @Nullable List<Tool> tools,
        @Nullable Choice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable Integer maxOutputTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Reasoning reasoning,
        @Nullable TextFormat text,
        @Nullable String safetyIdentifier,
        @Nullable String promptCacheKey,
        @Nullable String serviceTier,
        boolean store,
        boolean stream) {

    /// A step of the conversation.
    sealed interface Item {
        record Message(String type, String role, List<Part> content) implements Item {
            Message(String role, List<Part> content) {
                this("message", role, content);
            }
        }

        /// What the model said. As plain text, since the API knows its own messages by their ids.
        record Said(String type, String role, String content) implements Item {
            Said(String text) {
                this("message", "assistant", text);
            }
        }

        record Call(String type, String callId, String name, String arguments) implements Item {
            Call(String callId, String name, String arguments) {
                this("function_call", callId, name, arguments);
            }
        }

        record Result(String type, String callId, String output) implements Item {
            Result(String callId, String output) {
                this("function_call_output", callId, output);
            }
        }
    }

    /// A part of a message.
    sealed interface Part {
        record Text(String type, String text) implements Part {
            Text(String text) {
                this("input_text", text);
            }
        }

        record Image(String type, String imageUrl, String detail) implements Part {
            Image(String url) {
                this("input_image", url, "auto");
            }
        }

        record File(
                String type,
                @Nullable String filename,
                @Nullable String fileData,
                @Nullable String fileUrl)
                implements Part {
            static File holding(String name, String dataUrl) {
                return new File("input_file", name, dataUrl, null);
            }

            static File at(String url) {
                return new File("input_file", null, null, url);
            }
        }
    }

    record Tool(
            String type,
            String name,
            @Nullable String description,
            JsonNode parameters,
            boolean strict) {
        Tool(String name, @Nullable String description, JsonNode parameters, boolean strict) {
            this("function", name, description, parameters, strict);
        }
    }

    /// Which tools are to be called.
    sealed interface Choice {
        record Mode(@JsonValue String mode) implements Choice {}

        record Named(String type, String name) implements Choice {
            Named(String name) {
                this("function", name);
            }
        }
    }

    record Reasoning(String effort) {}

    record TextFormat(SchemaFormat format) {}

    record SchemaFormat(String type, String name, JsonNode schema) {
        SchemaFormat(JsonNode schema) {
            this("json_schema", "answer", schema);
        }
    }
}
