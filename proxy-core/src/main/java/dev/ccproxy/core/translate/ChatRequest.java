package dev.ccproxy.core.translate;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /chat/completions`.
///
/// @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Chat Completions</a>
record ChatRequest(
        String model,
        List<Message> messages,
        @Nullable List<Tool> tools,
        @Nullable Choice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable Integer maxTokens,
        @Nullable Integer maxCompletionTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable List<String> stop,
        @Nullable String reasoningEffort,
        @Nullable ResponseFormat responseFormat,
        @Nullable String user,
        @Nullable String promptCacheKey,
        @Nullable String serviceTier,
        boolean stream,
        @Nullable StreamOptions streamOptions) {

    /// A message; which fields it has depends on the role.
    record Message(
            String role,
            @Nullable Content content,
            @Nullable String reasoningContent,
            @Nullable List<Call> toolCalls,
            @Nullable String toolCallId) {
        static Message of(String role, String text) {
            return of(role, new Content.Text(text));
        }

        static Message of(String role, Content content) {
            return new Message(role, content, null, null, null);
        }
    }

    /// What a message says.
    sealed interface Content {
        /// As a plain string, which every provider understands.
        record Text(@JsonValue String text) implements Content {}

        /// In several parts.
        record Parts(@JsonValue List<Part> parts) implements Content {}
    }

    /// A part of a message.
    sealed interface Part {
        record Text(String type, String text) implements Part {
            Text(String text) {
                this("text", text);
            }
        }

        record Image(String type, ImageUrl imageUrl) implements Part {
            Image(String url) {
                this("image_url", new ImageUrl(url));
            }
        }

        record File(String type, FileData file) implements Part {
            File(FileData file) {
                this("file", file);
            }
        }
    }

    record ImageUrl(String url) {}

    record FileData(String filename, String fileData) {}

    record Call(
            String id, String type, CalledFunction function, @Nullable ExtraContent extraContent) {
        Call(String id, CalledFunction function, @Nullable ExtraContent extraContent) {
            this(id, "function", function, extraContent);
        }
    }

    /// What Google adds to the API.
    ///
    /// @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought
    ///   signatures</a>
    record ExtraContent(Google google) {
        /// Google's own word for a call whose signature is not at hand.
        static final ExtraContent UNSIGNED =
                new ExtraContent(new Google("skip_thought_signature_validator"));

        record Google(String thoughtSignature) {}
    }

    record CalledFunction(String name, String arguments) {}

    record Tool(String type, Function function) {
        Tool(Function function) {
            this("function", function);
        }
    }

    record Function(
            String name,
            @Nullable String description,
            @Nullable JsonNode parameters,
            @Nullable Boolean strict) {}

    /// Which tools are to be called.
    sealed interface Choice {
        record Mode(@JsonValue String mode) implements Choice {}

        record Named(String type, FunctionName function) implements Choice {
            Named(String name) {
                this("function", new FunctionName(name));
            }
        }
    }

    record FunctionName(String name) {}

    record ResponseFormat(String type, NamedSchema jsonSchema) {
        ResponseFormat(JsonNode schema) {
            this("json_schema", new NamedSchema("answer", schema));
        }
    }

    record NamedSchema(String name, JsonNode schema) {}

    record StreamOptions(boolean includeUsage) {}
}
