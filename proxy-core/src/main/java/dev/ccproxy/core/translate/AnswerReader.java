package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;

/// Reads what a provider answers.
interface AnswerReader {
    /// Reads an answer that came at once.
    ///
    /// @throws AnswerException if it is none
    void whole(JsonNode answer) throws AnswerException;

    /// Reads an event of a stream.
    void event(JsonNode event);

    /// The provider said that the stream is done, without an event for it.
    void done();

    /// The stream is over. An answer that lacks its end is told as broken off.
    void end();

    /// The stream broke off.
    void fail(String type, String message);

    /// Whether the answer has come to its end, good or bad.
    boolean isEnded();
}
