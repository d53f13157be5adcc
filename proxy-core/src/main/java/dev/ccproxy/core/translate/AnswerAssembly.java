package dev.ccproxy.core.translate;

import dev.ccproxy.message.StopReason;
import dev.ccproxy.message.Usage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Puts what a provider says into blocks that follow one another.
///
/// The first unfinished call is passed on as it comes. What arrives beside it waits until its
/// arguments are whole, or the answer ends.
final class AnswerAssembly {
    /// Under this name a call's input stands that is no JSON object, as Anthropic's own guide for
    /// streamed inputs has it.
    static final String INVALID = "INVALID_JSON";

    private final MessageEvents events;
    private final ToolNames names;
    private final LossLedger ledger;
    private final String model;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private final Map<Integer, Call> calls = new HashMap<>();
    private @Nullable Block open;
    private long outputLength;
    private boolean started;
    private boolean ended;
    private boolean called;
    private boolean cutOff;

    /// Something that is still to be written.
    private sealed interface Piece permits Said, Call {}

    private record Said(Block block, String text) implements Piece {}

    /// A call as far as it is known.
    private static final class Call implements Piece {
        private @Nullable String id;
        private @Nullable String name;
        private final StringBuilder unsent = new StringBuilder();
        private final ObjectEnd objectEnd = new ObjectEnd();
        private boolean opened;
        private boolean superfluous;

        boolean isObject() {
            return opened || (!unsent.isEmpty() && unsent.charAt(0) == '{');
        }
    }

    /// @param model the one that was asked, for providers that do not say which one answers
    AnswerAssembly(MessageEvents events, ToolNames names, LossLedger ledger, String model) {
        this.model = model;
        this.events = events;
        this.names = names;
        this.ledger = ledger;
    }

    /// The answer begins. Once is enough; what follows is not heeded.
    ///
    /// It gets an id of its own: Claude Code takes answers of the same id for one, and some
    /// providers give all the same, or none.
    void start(String model) {
        if (!started && !ended) {
            started = true;
            events.start("msg_" + UUID.randomUUID().toString().replace("-", ""), model);
        }
    }

    void text(String text) {
        say(new Block.Text(), text);
    }

    void thinking(String text) {
        say(new Block.Thinking(), text);
    }

    private void say(Block block, String text) {
        if (!text.isEmpty() && !ended) {
            outputLength += text.length();
            waiting.add(new Said(block, text));
            write();
        }
    }

    /// A call is made, or more of it gets known.
    ///
    /// @param slot tells the answer's calls apart
    void call(int slot, @Nullable String id, @Nullable String name) {
        if (ended) {
            return;
        }
        Call call = calls.get(slot);
        if (call == null) {
            call = new Call();
            calls.put(slot, call);
            waiting.add(call);
        }
        call.id = call.id == null ? id : call.id;
        call.name = call.name == null ? name : call.name;
        write();
    }

    /// More of the arguments of a call that was made.
    void arguments(int slot, String json) {
        Call call = calls.get(slot);
        if (ended || call == null) {
            return;
        }
        outputLength += json.length();
        String text = call.opened || !call.unsent.isEmpty() ? json : json.stripLeading();
        int length = call.objectEnd.accept(text);
        call.unsent.append(text, 0, length);
        if (!text.substring(length).isBlank() && !call.superfluous) {
            call.superfluous = true;
            ledger.note("tool_use.input", "what followed the end of a call's input was dropped");
        }
        write();
    }

    /// Whether a call has arguments already.
    boolean hasArguments(int slot) {
        Call call = calls.get(slot);
        return call != null && (call.opened || !call.unsent.isEmpty());
    }

    /// Writes what can be written for good.
    private void write() {
        while (!waiting.isEmpty()) {
            switch (waiting.getFirst()) {
                case Said said -> say(said);
                case Call call -> {
                    if (call.name == null || !call.isObject()) {
                        return;
                    }
                    write(call, call.name);
                    if (!call.objectEnd.isReached()) {
                        return;
                    }
                    closeBlock();
                }
            }
            waiting.removeFirst();
        }
    }

    private void say(Said said) {
        if (!said.block().equals(open)) {
            openBlock(said.block());
        }
        events.delta(said.text());
    }

    private void write(Call call, String name) {
        if (!call.opened) {
            call.opened = true;
            called = true;
            openBlock(new Block.ToolUse(CallIds.back(call.id), names.back(name)));
        }
        if (!call.unsent.isEmpty()) {
            events.delta(call.unsent.toString());
            call.unsent.setLength(0);
        }
    }

    private void openBlock(Block block) {
        start(model);
        closeBlock();
        open = block;
        events.open(block);
    }

    private void closeBlock() {
        if (open != null) {
            events.close();
            open = null;
        }
    }

    /// The answer is whole.
    ///
    /// @param usage what it took; null where the provider did not tell
    /// @param input what its request may have taken
    void end(
            StopReason reason,
            @Nullable String stopSequence,
            @Nullable Usage usage,
            TokenEstimate input) {
        if (ended) {
            return;
        }
        start(model);
        waiting.forEach(this::writeRest);
        waiting.clear();
        closeBlock();
        ended = true;
        Usage figures = usage == null ? estimated(input) : usage;
        boolean goesOn = called && !(cutOff && reason.equals(StopReason.MAX_TOKENS));
        events.end(goesOn ? StopReason.TOOL_USE : reason, goesOn ? null : stopSequence, figures);
    }

    private Usage estimated(TokenEstimate input) {
        ledger.note("usage", "estimated: the provider told none");
        long output = TokenEstimate.of(outputLength).tokens();
        return new Usage(input.tokens(), 0, 0, 0, output, 0, null);
    }

    private void writeRest(Piece piece) {
        switch (piece) {
            case Said said -> say(said);
            case Call call -> writeRest(call);
        }
    }

    private void writeRest(Call call) {
        if (call.name == null) {
            ledger.warn("tool_use", "dropped: the provider called a tool without naming it");
            return;
        }
        String rest = call.unsent.toString().strip();
        if (!call.isObject() && !rest.isEmpty() && !rest.equals("null")) {
            ledger.warn("tool_use.input", "no JSON object: passed on as text");
            call.unsent.setLength(0);
            call.unsent.append(Wire.JSON.createObjectNode().put(INVALID, rest));
        } else if (call.isObject() && !call.objectEnd.isReached()) {
            ledger.warn("tool_use.input", "a call's input broke off");
            cutOff = true;
        } else if (!call.isObject()) {
            // A call that never said anything of its input has none; to say so, it must be said.
            call.unsent.setLength(0);
            call.unsent.append("{}");
        }
        write(call, call.name);
        closeBlock();
    }

    /// The answer broke off, or never began.
    void fail(String type, String message) {
        if (!ended) {
            ended = true;
            events.error(type, message);
        }
    }

    boolean isEnded() {
        return ended;
    }

    LossLedger ledger() {
        return ledger;
    }
}
