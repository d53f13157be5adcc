package dev.ccproxy.core.translate;

import dev.ccproxy.message.StopReason;
import dev.ccproxy.message.Usage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts what a provider says into blocks that follow one another.
///
/// The first unfinished call is passed on as it comes. What arrives beside it waits until its
/// arguments are whole, or the answer ends.
final class AnswerAssembly {
    /// Under this name a call's input stands that is no JSON object, as Anthropic's own guide for
    /// streamed inputs has it.
    static final String INVALID = "INVALID_JSON";

    /// More than any model says or calls at once: so that what waits here has a bound.
    private static final long MOST_CHARACTERS = 32 << 20;

    private static final int MOST_CALLS = 1_000;

    private final MessageEvents events;
    private final ToolNames names;
    private final LossLedger ledger;
    private final String model;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private final Map<Integer, Call> calls = new HashMap<>();
    private @Nullable Block open;
    private String half = "";
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
        private final StringBuilder sent = new StringBuilder();
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
            events.start(FreshId.of("msg_"), model);
        }
    }

    void text(String text) {
        say(new Block.Text(), text);
    }

    void thinking(String text) {
        say(new Block.Thinking(), text);
    }

    private void say(Block block, String text) {
        String whole = half + text;
        half = half(whole);
        whole = whole.substring(0, whole.length() - half.length());
        if (!whole.isEmpty() && !ended) {
            waiting.add(new Said(block, whole));
            write();
            grew(whole.length());
        }
    }

    /// What a text ends with if it was cut in the midst of a character.
    private static String half(CharSequence text) {
        int length = text.length();
        return length > 0 && Character.isHighSurrogate(text.charAt(length - 1))
                ? text.subSequence(length - 1, length).toString()
                : "";
    }

    private void grew(int length) {
        outputLength += length;
        if (outputLength > MOST_CHARACTERS) {
            fail("api_error", "The provider's answer is longer than any answer may be.");
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
            if (calls.size() == MOST_CALLS) {
                fail("api_error", "The provider's answer calls more tools than any answer may.");
                return;
            }
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
        String text = call.opened || !call.unsent.isEmpty() ? json : json.stripLeading();
        int length = call.objectEnd.accept(text);
        call.unsent.append(text, 0, length);
        if (!text.substring(length).isBlank() && !call.superfluous) {
            call.superfluous = true;
            ledger.note("tool_use.input", "what followed the end of a call's input was dropped");
        }
        write();
        grew(json.length());
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
                    closeCall(call);
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
            String rest = half(call.unsent);
            String text = call.unsent.substring(0, call.unsent.length() - rest.length());
            call.sent.append(text);
            call.unsent.setLength(0);
            call.unsent.append(rest);
            if (!text.isEmpty()) {
                events.delta(text);
            }
        }
    }

    /// What was said of an input cannot be unsaid; if it is no JSON, its client must cope.
    private void closeCall(Call call) {
        closeBlock();
        if (call.objectEnd.isReached() && !Wire.read(call.sent.toString()).isObject()) {
            ledger.warn("tool_use.input", "no valid JSON: passed on as it came");
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
        closeCall(call);
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
