package dev.ccproxy.core.translate;

/// Finds where a JSON object that comes in pieces ends.
final class ObjectEnd {
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean begun;

    /// Reads on.
    ///
    /// @return how many characters of the text belong to the object
    int accept(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isReached()) {
                return i;
            }
            accept(text.charAt(i));
        }
        return text.length();
    }

    private void accept(char c) {
        if (inString) {
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
            return;
        }
        switch (c) {
            case '"' -> inString = true;
            case '{', '[' -> {
                depth++;
                begun = true;
            }
            case '}', ']' -> depth--;
            default -> {}
        }
    }

    boolean isReached() {
        return begun && depth <= 0;
    }
}
