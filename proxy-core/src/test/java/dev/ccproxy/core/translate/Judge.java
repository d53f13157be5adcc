package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.ErrorResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageTokensCount;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.sse.SseEvent;
import dev.ccproxy.sse.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Translates, and has the vendors' own types judge what comes of it.
final class Judge {
    private Judge() {}

    static Translation translated(String request, Target target) {
        try {
            return RequestTranslator.translate(request.getBytes(StandardCharsets.UTF_8), target);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    /// The translated request, which OpenAI's SDK must understand to the last field. Only of models
    /// it knows none but OpenAI's.
    static JsonNode judged(Translation translation, Dialect dialect) {
        try {
            ObjectNode request = (ObjectNode) Wire.JSON.readTree(translation.body());
            byte[] body = Wire.bytes(request.deepCopy().put("model", "gpt-4o"));
            switch (dialect) {
                case CHAT ->
                        com.openai.core.ObjectMappers.jsonMapper()
                                .readValue(body, ChatCompletionCreateParams.Body.class)
                                .validate();
                case RESPONSES ->
                        com.openai.core.ObjectMappers.jsonMapper()
                                .readValue(body, ResponseCreateParams.Body.class)
                                .validate();
            }
            return request;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A message without its id, which no two have in common, and with the provider's ids of calls.
    static JsonNode withoutId(JsonNode message) {
        assertTrue(message.path("id").asText().matches("msg_[0-9a-f]{24}"));
        ObjectNode copy = message.deepCopy();
        for (JsonNode block : copy.path("content")) {
            if (block.has("id")) {
                ((ObjectNode) block).put("id", theirs(block.path("id").asText()));
            }
        }
        return copy.without("id");
    }

    /// The provider's id of a call within the client's.
    static String theirs(String id) {
        assertTrue(id.matches("toolu_[0-9a-f]{24}_.+"), id);
        return id.substring(id.indexOf('_', "toolu_".length()) + 1);
    }

    /// A count of tokens, which Anthropic's SDK must understand.
    static JsonNode count(byte[] body) {
        try {
            com.anthropic.core.ObjectMappers.jsonMapper()
                    .readValue(body, MessageTokensCount.class)
                    .validate();
            return Wire.JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// An error for the client, which Anthropic's SDK must understand.
    static JsonNode error(byte[] body) {
        try {
            JsonNode error = Wire.JSON.readTree(body);
            ErrorResponse response =
                    com.anthropic.core.ObjectMappers.jsonMapper()
                            .readValue(body, ErrorResponse.class);
            if (!error.path("error").path("type").asText().equals("request_too_large")) {
                // The API has that type, the SDK has not.
                response.validate();
            }
            return error;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return Wire.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /// The answer for the client, which Anthropic's SDK must understand.
    static JsonNode answer(Translation translation, String providersAnswer) {
        try {
            byte[] answer = translation.answer(providersAnswer.getBytes(StandardCharsets.UTF_8));
            com.anthropic.core.ObjectMappers.jsonMapper()
                    .readValue(answer, Message.class)
                    .validate();
            return Wire.JSON.readTree(answer);
        } catch (AnswerException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The events that come of a stream which arrives in pieces of this size.
    static List<SseEvent> events(Translation translation, String stream, int piece) {
        List<SseEvent> events = new ArrayList<>();
        SseParser parser = new SseParser(events::add);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AnswerStream answer =
                translation.answerStream(bytes -> {
                    out.writeBytes(bytes);
                    parser.accept(bytes);
                });
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += piece) {
            answer.accept(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece)));
        }
        answer.end();
        return events;
    }

    /// Puts a whole stream together as Anthropic's SDK does, after checking its order.
    static Message accumulated(List<SseEvent> events) {
        checkOrder(events);
        MessageAccumulator accumulator = MessageAccumulator.create();
        for (SseEvent event : events) {
            accumulator.accumulate(sdkEvent(event));
        }
        return accumulator.message().validate();
    }

    private static RawMessageStreamEvent sdkEvent(SseEvent event) {
        try {
            return com.anthropic.core.ObjectMappers.jsonMapper()
                    .readValue(event.data(), RawMessageStreamEvent.class)
                    .validate();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /// One start; blocks that follow one another, numbered from 0, each delta of its block's kind;
    /// one delta of the message; one stop, and nothing after it.
    static void checkOrder(List<SseEvent> events) {
        String kinds =
                events.stream()
                        .map(event -> event.type().replace("content_block_", ""))
                        .collect(Collectors.joining(" "));
        if (!kinds.matches("message_start (start (delta )*stop )*message_delta message_stop")) {
            throw new AssertionError(kinds);
        }
        int index = -1;
        String type = "";
        for (SseEvent event : events) {
            JsonNode data = json(event.data());
            if (!data.path("type").asText().equals(event.type())) {
                throw new AssertionError(event);
            }
            switch (event.type()) {
                case "content_block_start" -> {
                    type = data.path("content_block").path("type").asText();
                    index++;
                }
                case "content_block_delta" -> {
                    String delta = data.path("delta").path("type").asText();
                    boolean fits =
                            type.equals("tool_use")
                                    ? delta.equals("input_json_delta")
                                    : delta.equals(type + "_delta");
                    if (!fits) {
                        throw new AssertionError(event);
                    }
                }
                default -> {}
            }
            if (event.type().startsWith("content_block_") && data.path("index").asInt() != index) {
                throw new AssertionError(event);
            }
        }
    }

    /// The blocks of a message in a few words: `text:…`, `thinking:…`, `tool_use:name{…}`.
    static List<String> blocks(Message message) {
        return message.content().stream()
                .map(block -> {
                    if (block.isText()) {
                        return "text:" + block.asText().text();
                    }
                    if (block.isThinking()) {
                        return "thinking:" + block.asThinking().thinking();
                    }
                    return "tool_use:"
                            + block.asToolUse().name()
                            + Wire.JSON.valueToTree(
                                    block.asToolUse()._input().convert(JsonNode.class));
                })
                .toList();
    }

    static List<String> lost(Translation translation) {
        return translation.losses().stream().map(Loss::field).toList();
    }
}
