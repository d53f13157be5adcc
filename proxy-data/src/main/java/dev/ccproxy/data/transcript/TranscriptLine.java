package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line of a transcript, as far as it matters here. There are many types of lines, and more with
/// each version of the client; what is not known says nothing.
sealed interface TranscriptLine {
    /// A message, or a block of one.
    ///
    /// @param role `user`, `assistant`, or `system` for what the client said by itself
    /// @param requestId the `request-id` of the answer that it is part of
    /// @param at microseconds since 1970; 0 where it does not tell
    /// @param folder the working folder
    /// @param content the API's JSON, without pictures
    record Said(
            String role,
            @Nullable String requestId,
            long at,
            @Nullable String folder,
            @Nullable String branch,
            JsonNode content)
            implements TranscriptLine {}

    /// What the conversation is called.
    ///
    /// @param rank of several the one with the highest counts, and of these the last
    record Title(String text, int rank) implements TranscriptLine {}

    /// Reads a line; nothing where it says nothing that matters.
    static Optional<TranscriptLine> read(ObjectMapper json, byte[] line) {
        try {
            JsonNode read = line.length == 0 ? null : json.readTree(line);
            return read == null ? Optional.empty() : of(read);
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // a line that was cut by a crash, say
        }
    }

    private static Optional<TranscriptLine> of(JsonNode line) {
        return switch (line.path("type").asText("")) {
            case "user", "assistant" -> said(line);
            case "custom-title" -> title(line.path("customTitle"), 3);
            case "ai-title" -> title(line.path("aiTitle"), 2);
            case "summary" -> title(line.path("summary"), 1);
            default -> Optional.empty();
        };
    }

    private static Optional<TranscriptLine> title(JsonNode text, int rank) {
        return text.asText("").isBlank()
                ? Optional.empty()
                : Optional.of(new Title(text.asText().strip(), rank));
    }

    private static Optional<TranscriptLine> said(JsonNode line) {
        JsonNode content = line.path("message").path("content");
        if (!content.isTextual() && !content.isArray()) {
            return Optional.empty();
        }
        String type = line.path("type").asText();
        return Optional.of(
                new Said(
                        line.path("isMeta").asBoolean(false) ? "system" : type,
                        text(line, "requestId"),
                        micros(line.path("timestamp").asText("")),
                        text(line, "cwd"),
                        text(line, "gitBranch"),
                        withoutPictures(content)));
    }

    private static @Nullable String text(JsonNode line, String name) {
        String text = line.path(name).asText("");
        return text.isBlank() ? null : text;
    }

    private static long micros(String time) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
        } catch (DateTimeParseException | ArithmeticException e) {
            return 0;
        }
    }

    private static JsonNode withoutPictures(JsonNode content) {
        if (content instanceof ArrayNode blocks) {
            blocks.forEach(TranscriptLine::withoutPictures);
        } else if (content instanceof ObjectNode block) {
            if (block.path("source").path("data").isTextual()
                    && block.path("source").path("type").asText().equals("base64")) {
                block.remove("source");
            }
            withoutPictures(block.path("content"));
        }
        return content;
    }
}
