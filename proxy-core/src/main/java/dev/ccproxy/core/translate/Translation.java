package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.exchange.Loss;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A translated request, and what is needed to translate its answer.
public final class Translation {
    private final Target target;
    private final byte[] body;
    private final boolean streamed;
    private final Set<String> stops;
    private final ToolNames names;
    private final LossLedger ledger;

    Translation(
            Target target,
            byte[] body,
            boolean streamed,
            Set<String> stops,
            ToolNames names,
            LossLedger ledger) {
        this.target = target;
        this.body = body;
        this.streamed = streamed;
        this.stops = stops;
        this.names = names;
        this.ledger = ledger;
    }

    /// The body to send.
    @SuppressWarnings("EI_EXPOSE_REP")
    public byte[] body() {
        return body;
    }

    /// Whether the client asked for a stream, and so do we.
    public boolean streamed() {
        return streamed;
    }

    /// What was lost so far; translating the answer may add to it.
    public List<Loss> losses() {
        return ledger.losses();
    }

    /// Translates an event stream.
    ///
    /// @param out is given the bytes for the client, each time one or more whole events
    public AnswerStream answerStream(Consumer<byte[]> out) {
        return new AnswerStream(reader(new EventWriter(out)));
    }

    /// Translates an answer that was not streamed.
    ///
    /// @return the body for the client
    /// @throws AnswerException if it is not what the provider's API answers
    public byte[] answer(byte[] answer) throws AnswerException {
        WholeMessage message = new WholeMessage();
        reader(message).whole(parsed(answer));
        return message.bytes();
    }

    /// Translates an answer that was not streamed although a stream was asked for.
    ///
    /// @param out is given the events for the client
    /// @throws AnswerException if it is not what the provider's API answers
    public void answerAsStream(byte[] answer, Consumer<byte[]> out) throws AnswerException {
        reader(new EventWriter(out)).whole(parsed(answer));
    }

    private static JsonNode parsed(byte[] answer) throws AnswerException {
        JsonNode json = Wire.read(answer);
        if (!json.isObject()) {
            throw new AnswerException("the provider's answer is no JSON object");
        }
        return json;
    }

    private AnswerReader reader(MessageEvents events) {
        AnswerAssembly assembly = new AnswerAssembly(events, names, ledger, target.model());
        TokenEstimate input = TokenEstimate.of(body.length);
        return switch (target.dialect()) {
            case CHAT -> new ChatAnswerReader(assembly, target.model(), stops, input);
            case RESPONSES -> new ResponsesAnswerReader(assembly, target.model(), input);
        };
    }
}
