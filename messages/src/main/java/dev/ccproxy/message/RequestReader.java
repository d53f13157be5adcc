package dev.ccproxy.message;

import static dev.ccproxy.message.BlockReader.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a request's body a [MessagesRequest]. Refused is only what is no JSON object at all; a
/// field of the wrong type counts as not there.
public final class RequestReader {
    private final ObjectMapper json;

    public RequestReader(ObjectMapper json) {
        this.json = json;
    }

    /// Reads a body.
    ///
    /// @throws MalformedMessageException if it is no JSON object
    public MessagesRequest read(byte[] body) throws MalformedMessageException {
        try {
            return read(json.readTree(body));
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException("no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new MalformedMessageException("no JSON", e);
        }
    }

    /// Reads a body that is parsed already.
    ///
    /// @throws MalformedMessageException if it is no JSON object
    public static MessagesRequest read(JsonNode body) throws MalformedMessageException {
        if (!body.isObject()) {
            throw new MalformedMessageException("the body is no JSON object");
        }
        JsonNode output = body.path("output_config");
        return new MessagesRequest(
                text(body, "model"),
                BlockReader.blocks(body.path("system")),
                tools(body.path("tools")),
                messages(body.path("messages")),
                toolChoice(body.path("tool_choice")),
                integer(body.path("max_tokens")),
                number(body.path("temperature")),
                number(body.path("top_p")),
                integer(body.path("top_k")),
                strings(body.path("stop_sequences")),
                thinking(body.path("thinking")),
                output.path("effort").textValue(),
                schema(output.path("format").path("schema")),
                body.path("metadata").path("user_id").textValue(),
                body.path("service_tier").textValue(),
                body.path("stream").asBoolean());
    }

    private static List<Message> messages(JsonNode json) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : json) {
            messages.add(message(message));
        }
        return messages;
    }

    /// One message of a request.
    public static Message message(JsonNode json) {
        return new Message(text(json, "role"), BlockReader.blocks(json.path("content")));
    }

    private static List<Tool> tools(JsonNode json) {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : json) {
            tools.add(tool(tool));
        }
        return tools;
    }

    /// One tool of a request.
    public static Tool tool(JsonNode json) {
        String type = text(json, "type");
        String name = text(json, "name");
        if (!type.isEmpty() && !type.equals("custom")) {
            return new Tool.Server(type, name, json);
        }
        JsonNode strict = json.path("strict");
        return new Tool.Custom(
                name,
                text(json, "description"),
                json.path("input_schema"),
                strict.isBoolean() ? strict.booleanValue() : null,
                BlockReader.cacheControl(json));
    }

    private static @Nullable ToolChoice toolChoice(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        String type = text(json, "type");
        boolean oneAtATime = json.path("disable_parallel_tool_use").asBoolean();
        return switch (type) {
            case "auto" -> new ToolChoice.Auto(oneAtATime);
            case "any" -> new ToolChoice.Any(oneAtATime);
            case "tool" -> new ToolChoice.Named(text(json, "name"), oneAtATime);
            case "none" -> new ToolChoice.None();
            default -> new ToolChoice.Unknown(type);
        };
    }

    private static @Nullable ThinkingMode thinking(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        String type = text(json, "type");
        return switch (type) {
            case "enabled" -> new ThinkingMode.Enabled(json.path("budget_tokens").asInt());
            case "adaptive" -> new ThinkingMode.Adaptive();
            case "disabled" -> new ThinkingMode.Disabled();
            default -> new ThinkingMode.Unknown(type);
        };
    }

    private static List<String> strings(JsonNode json) {
        List<String> strings = new ArrayList<>();
        for (JsonNode string : json) {
            strings.add(string.asText());
        }
        return strings;
    }

    private static @Nullable Integer integer(JsonNode json) {
        return json.canConvertToInt() ? json.intValue() : null;
    }

    private static @Nullable Double number(JsonNode json) {
        return json.isNumber() ? json.doubleValue() : null;
    }

    private static @Nullable JsonNode schema(JsonNode json) {
        return json.isObject() ? json : null;
    }
}
