package dev.ccproxy.data.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.message.Answer;
import dev.ccproxy.message.AnswerAssembler;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.sse.SseParser;
import dev.ccproxy.store.Bytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What exchanges on record are about: their bodies, decoded and understood.
@ApplicationScoped
public class ExchangeContents {
    private static final String EVENT_STREAM = "text/event-stream";

    private final Recording recording;
    private final ObjectMapper json;
    private final long limit;

    ExchangeContents(Recording recording, ExchangeConfig config, ObjectMapper json) {
        this.recording = recording;
        this.json = json;
        this.limit = config.maxDecodedSize().asLongValue();
    }

    /// The exchange with this id.
    ///
    /// @param id as it stands in a path
    /// @throws ProblemException if there is none
    public Exchange find(String id) {
        return recording
                .read(reader -> reader.find(ExchangeIds.inPath(id)))
                .orElseThrow(ExchangeIds::unknown);
    }

    /// Exchanges of the same thread that came before, the nearest one first: same session, agent
    /// and path.
    ///
    /// @param scanned how many exchanges of whatever thread to look at
    public List<Exchange> before(Exchange exchange, int scanned) {
        return recording.read(reader -> reader.newest(exchange.id(), scanned)).stream()
                .filter(other -> isSameThread(exchange, other))
                .toList();
    }

    private static boolean isSameThread(Exchange one, Exchange other) {
        return one.request().path().equals(other.request().path())
                && Objects.equals(one.caller().sessionId(), other.caller().sessionId())
                && Objects.equals(one.caller().agentId(), other.caller().agentId());
    }

    /// The request's body as JSON.
    ///
    /// @throws ProblemException if it is not on record, or no JSON object
    public JsonNode requestJson(Exchange exchange) {
        return tryRequestJson(exchange)
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.of(
                                        "no-json",
                                        "No JSON",
                                        422,
                                        "The body of this request is not on record, or no"
                                                + " JSON object.")));
    }

    /// The request's body as JSON, where it is on record and a JSON object.
    public Optional<JsonNode> tryRequestJson(Exchange exchange) {
        try {
            JsonNode body = json.readTree(requestBody(exchange));
            return Optional.of(body).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The request's body without what `Content-Encoding` did to it; empty where it is not on
    /// record.
    public byte[] requestBody(Exchange exchange) {
        return recording
                .read(reader -> reader.requestBody(exchange.id()))
                .map(bytes -> decode(bytes, exchange.request().headers()))
                .orElse(new byte[0]);
    }

    /// The request's body as it crossed the wire; empty where it is not on record.
    public byte[] rawRequestBody(Exchange exchange) {
        return recording
                .read(reader -> reader.requestBody(exchange.id()))
                .map(Bytes::toByteArray)
                .orElse(new byte[0]);
    }

    /// The answer's body, so far, without what `Content-Encoding` did to it.
    public byte[] responseBody(Exchange exchange) {
        return recording
                .read(reader -> reader.responseBody(exchange.id()))
                .map(bytes -> decode(bytes, responseHeaders(exchange)))
                .orElse(new byte[0]);
    }

    /// The answer, as far as it came; null where what came is no answer of the Messages API.
    public @Nullable Answer answer(Exchange exchange) {
        byte[] body = responseBody(exchange);
        if (body.length == 0) {
            return null;
        }
        String type = responseHeaders(exchange).first("Content-Type").orElse("");
        if (type.toLowerCase(Locale.ROOT).startsWith(EVENT_STREAM)) {
            AnswerAssembler assembler = new AnswerAssembler(json);
            new SseParser(assembler::accept).accept(body);
            return assembler.answer();
        }
        try {
            return AnswerAssembler.read(json, body);
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    private static Headers responseHeaders(Exchange exchange) {
        return exchange.response() == null ? Headers.NONE : exchange.response().headers();
    }

    private byte[] decode(Bytes bytes, Headers headers) {
        ContentDecoding decoding = ContentDecoding.of(headers.first("Content-Encoding").orElse(""));
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        new RecordedBody(bytes, decoding).writeDecoded(decoded, limit);
        return decoded.toByteArray();
    }
}
