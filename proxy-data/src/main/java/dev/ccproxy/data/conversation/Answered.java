package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.message.Answer;
import dev.ccproxy.message.Message;

/// An answer as far as it came, and the message that it is.
record Answered(Answer answer, MessageFacts facts, Content content) {
    static Answered of(ObjectMapper json, Answer answer) {
        Message message = new Message("assistant", answer.content());
        Content content = new Content(json, message, BlockWriter.write(answer.content()));
        if (!answer.content().isEmpty()) {
            content.packed();
        }
        return new Answered(answer, MessageFacts.of(message), content);
    }
}
