package dev.ccproxy.core.translate;

/// A provider answered what its API does not. The message says what is wrong.
public final class AnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    AnswerException(String message) {
        super(message);
    }
}
