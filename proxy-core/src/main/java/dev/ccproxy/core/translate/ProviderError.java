package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Errors of providers, in the shape in which the Messages API tells errors.
///
/// @see <a href="https://docs.claude.com/en/api/errors">Errors</a>
public final class ProviderError {
    private static final int MAX_MESSAGE_LENGTH = 4_096;
    private static final int OVERLOADED = 529;
    private static final int UNAVAILABLE = 503;

    /// What Claude Code looks for to know that it has to compact the conversation.
    private static final String TOO_LONG = "prompt is too long: ";

    private ProviderError() {}

    /// The body for the client. The status stays as it was.
    public static byte[] translate(int status, byte[] body) {
        JsonNode json = Wire.read(body);
        JsonNode holder = json.isArray() ? json.path(0) : json;
        JsonNode error = in(holder);
        String message =
                holder.isObject()
                        ? message(error == null ? holder : error)
                        : shortened(new String(body, StandardCharsets.UTF_8).strip());
        return body(type(status), message.isEmpty() ? "HTTP status " + status : message);
    }

    /// An error of our own making, for example that nothing could be reached.
    public static byte[] body(String type, String message) {
        WholeMessage whole = new WholeMessage();
        whole.error(type, message);
        return whole.bytes();
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case UNAVAILABLE, OVERLOADED -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    /// The error that an object tells of; null where it tells of none.
    static @Nullable JsonNode in(JsonNode holder) {
        JsonNode error = holder.path("error");
        return error.isObject() || error.isTextual() ? error : null;
    }

    /// The type of an error that came in the midst of a stream.
    static String type(JsonNode error) {
        if (error.path("code").isInt()) {
            return type(error.path("code").asInt());
        }
        String told = error.path("type").asText() + " " + error.path("code").asText();
        if (told.contains("rate_limit")) {
            return "rate_limit_error";
        }
        if (told.contains("overloaded") || told.contains("unavailable")) {
            return "overloaded_error";
        }
        return told.contains("invalid") || told.contains("context_length")
                ? "invalid_request_error"
                : "api_error";
    }

    static String message(JsonNode error) {
        String message = error.isTextual() ? error.textValue() : firstText(error);
        boolean tooLong = error.path("code").asText().equals("context_length_exceeded");
        return shortened(tooLong ? TOO_LONG + message : message);
    }

    private static String firstText(JsonNode error) {
        for (String field : new String[] {"message", "detail", "code", "type"}) {
            String text = error.path(field).textValue();
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return error.toString();
    }

    private static String shortened(String message) {
        return message.length() <= MAX_MESSAGE_LENGTH
                ? message
                : message.substring(0, MAX_MESSAGE_LENGTH) + "…";
    }
}
