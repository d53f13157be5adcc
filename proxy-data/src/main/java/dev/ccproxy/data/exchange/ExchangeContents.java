package dev.ccproxy.data.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.IndexUnavailableException;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.message.Answer;
import dev.ccproxy.message.AnswerAssembler;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.sse.SseParser;
import dev.ccproxy.store.Bytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What exchanges on record are about: their bodies, decoded and understood.
@ApplicationScoped
public class ExchangeContents {
    private static final String EVENT_STREAM = "text/event-stream";
    private static final String DIAGNOSTICS = "diagnostics";

    /// How many exchanges before one are looked at for others of its thread without an index.
    private static final int SCANNED = 500;

    private final Recording recording;
    private final Index index;
    private final ObjectMapper json;
    private final long limit;

    ExchangeContents(Recording recording, Index index, ExchangeConfig config, ObjectMapper json) {
        this.recording = recording;
        this.index = index;
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

    /// Exchanges of the same thread that came before, the nearest one first: of the same
    /// conversation; while this one is not indexed yet, of the same session, agent and path.
    ///
    /// @param limit how many at the most
    public Stream<Exchange> before(Exchange exchange, int limit) {
        List<Long> known = indexedBefore(exchange, limit);
        if (known == null) {
            return recording.read(reader -> reader.newest(exchange.id(), SCANNED)).stream()
                    .filter(other -> isSameThread(exchange, other))
                    .limit(limit);
        }
        return known.stream()
                .map(id -> recording.read(reader -> reader.find(new ExchangeId(id))))
                .flatMap(Optional::stream);
    }

    private @Nullable List<Long> indexedBefore(Exchange exchange, int limit) {
        try {
            return index.read(sql ->
                            Optional.ofNullable(
                                    new ThreadStore(sql).before(exchange.id().value(), limit)))
                    .orElse(null);
        } catch (IndexUnavailableException e) {
            return null;
        }
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
        if (isStream(exchange)) {
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

    /// What the API itself tells of the cache, where it was asked to compare the request with
    /// another one; null where it told nothing.
    ///
    /// @see <a href="https://platform.claude.com/docs/en/build-with-claude/cache-diagnostics">Cache
    ///   diagnostics</a>
    public @Nullable JsonNode diagnostics(Exchange exchange) {
        byte[] body = responseBody(exchange);
        if (!isStream(exchange)) {
            return told(read(body).path(DIAGNOSTICS));
        }
        AtomicReference<@Nullable JsonNode> found = new AtomicReference<>();
        new SseParser(
                        event -> {
                            if (event.data().contains(DIAGNOSTICS)
                                    && event.type().startsWith("message_")) {
                                JsonNode data = read(event.data().getBytes(StandardCharsets.UTF_8));
                                JsonNode at = data.path("message").path(DIAGNOSTICS);
                                JsonNode said =
                                        told(at.isMissingNode() ? data.path(DIAGNOSTICS) : at);
                                found.set(said == null ? found.get() : said);
                            }
                        })
                .accept(body);
        return found.get();
    }

    private static @Nullable JsonNode told(JsonNode diagnostics) {
        return diagnostics.isObject() ? diagnostics : null;
    }

    private JsonNode read(byte[] text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static boolean isStream(Exchange exchange) {
        String type = responseHeaders(exchange).first("Content-Type").orElse("");
        return type.toLowerCase(Locale.ROOT).startsWith(EVENT_STREAM);
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
