package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;

/// Has requests translated to Chat Completions, and the official SDK's types judge them.
abstract class ChatRequests {
    static final Target TARGET = new Target(Dialect.CHAT, "gpt-4o", true);
    static final Target STRANGER = new Target(Dialect.CHAT, "qwen3-coder", false);

    Translation translation = Judge.translated("{}", TARGET);

    JsonNode request(String fields, Target target) {
        translation = Judge.translated("{\"model\":\"claude-sonnet-4-5\"," + fields + "}", target);
        return Judge.judged(translation, Dialect.CHAT);
    }

    JsonNode request(String fields) {
        return request(fields, TARGET);
    }

    JsonNode messages(String messages) {
        return request("\"messages\":[" + messages + "]").path("messages");
    }
}
