package dev.ccproxy.core.translate;

/// About how many tokens a text has, where nobody tells.
///
/// @param tokens four bytes are taken for a token, which errs to the high side for code and JSON
public record TokenEstimate(long tokens) {
    private static final int BYTES_PER_TOKEN = 4;

    /// The estimate for a text of so many bytes.
    public static TokenEstimate of(long bytes) {
        return new TokenEstimate((bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN);
    }

    /// The body of an answer to `POST /v1/messages/count_tokens`.
    public byte[] body() {
        return Wire.bytes(new Count(tokens));
    }

    private record Count(long inputTokens) {}
}
