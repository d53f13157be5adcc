package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.exchange.ContentDecoding;
import dev.ccproxy.data.exchange.RecordedBody;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.message.Answer;
import dev.ccproxy.message.AnswerAssembler;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.sse.SseParser;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/// Reads what was answered, streamed or not.
final class AnswerReader {
    private static final long LONGEST = 64 << 20;
    private static final byte[] END_OF_EVENT = {'\n', '\n'};

    private final ObjectMapper json;

    AnswerReader(ObjectMapper json) {
        this.json = json;
    }

    /// The answer as far as it came; nothing where none came that the Messages API would give.
    Optional<Answered> read(ExchangeReader record, Exchange exchange) throws StoreException {
        Headers headers =
                exchange.response() == null ? Headers.NONE : exchange.response().headers();
        Bytes bytes = record.responseBody(exchange.id()).orElse(new Bytes(List.of()));
        RecordedBody body =
                new RecordedBody(
                        bytes, ContentDecoding.of(headers.first("Content-Encoding").orElse("")));
        boolean streamed = headers.first("Content-Type").orElse("").startsWith("text/event-stream");
        Optional<Answer> answer = streamed ? Optional.of(stream(body)) : plain(body);
        return answer.map(some -> Answered.of(json, some));
    }

    private Answer stream(RecordedBody body) {
        AnswerAssembler assembler = new AnswerAssembler(json);
        SseParser parser = new SseParser(assembler::accept);
        body.decode(LONGEST, (buffer, length) -> parser.accept(buffer, 0, length));
        parser.accept(END_OF_EVENT);
        return assembler.answer();
    }

    private Optional<Answer> plain(RecordedBody body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.decode(LONGEST, (buffer, length) -> bytes.write(buffer, 0, length));
        try {
            return Optional.of(AnswerAssembler.read(json, bytes.toByteArray()));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }
}
