package dev.ccproxy.core.translate;

import java.util.List;

/// One step of a conversation, as both of OpenAI's APIs know it.
sealed interface Turn {
    /// Instructions in the midst of a conversation.
    record Instructions(String text) implements Turn {}

    /// What the user says.
    record User(List<Part> parts) implements Turn {
        public User {
            parts = List.copyOf(parts);
        }
    }

    /// What the model said.
    ///
    /// @param thoughts that nobody signed and that the target is to see again; mostly empty
    /// @param text empty where it only called tools
    record Assistant(String thoughts, String text, List<Call> calls) implements Turn {
        public Assistant {
            calls = List.copyOf(calls);
        }
    }

    /// What a tool gave back.
    record Result(String callId, String text) implements Turn {}

    /// A call of a tool.
    ///
    /// @param arguments JSON
    record Call(String id, String name, String arguments) {}

    /// A piece of what the user says.
    sealed interface Part {
        /// Text, never empty.
        record Text(String text) implements Part {}

        /// A picture, at a URL or in a `data:` URL.
        record Image(String url) implements Part {}

        /// A file.
        ///
        /// @param dataUrl its content as a `data:` URL
        record File(String name, String dataUrl) implements Part {}

        /// A file that the provider is to fetch.
        record LinkedFile(String url) implements Part {}
    }
}
