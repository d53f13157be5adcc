package dev.ccproxy.core.translate;

import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes messages turns, in the order that OpenAI demands: each call is followed by its result
/// before anything else is said.
final class Conversation {
    private static final String NOTHING = "(no output)";

    private final ToolNames names;
    private final LossLedger ledger;
    private final boolean recalls;
    private final CallIds ids = new CallIds();
    private final Parts parts;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Turn> afterResults = new ArrayList<>();
    private final Map<String, String> results = new LinkedHashMap<>();
    private final List<String> unanswered = new ArrayList<>();

    private Conversation(ToolNames names, LossLedger ledger, boolean recalls) {
        this.names = names;
        this.ledger = ledger;
        this.recalls = recalls;
        this.parts = new Parts(names, ledger);
    }

    /// @param recalls whether the model is told what it, or another that did not sign, thought
    static List<Turn> of(
            List<Message> messages, ToolNames names, LossLedger ledger, boolean recalls) {
        Conversation conversation = new Conversation(names, ledger, recalls);
        messages.forEach(conversation::add);
        conversation.answerCalls();
        return merged(conversation.turns);
    }

    private void add(Message message) {
        switch (message.role()) {
            case "assistant" -> {
                // Two messages of the model in a row are one turn; its calls are answered after it.
                boolean goesOn = results.isEmpty() && afterResults.isEmpty();
                if (!goesOn) {
                    answerCalls();
                }
                assistant(message.content());
            }
            case "system" -> instructions(message.content());
            default -> user(message.content());
        }
    }

    private void instructions(List<ContentBlock> content) {
        String text = text(parts.of(content));
        if (!text.isEmpty()) {
            afterResults.add(new Turn.Instructions(text));
        }
    }

    private void user(List<ContentBlock> content) {
        for (ContentBlock block : content) {
            if (block instanceof ContentBlock.ToolResult result) {
                result(result);
            } else if (block instanceof ContentBlock.ServerToolResult) {
                ledger.note("server_tool_result", "dropped from the history");
            }
        }
        say(parts.of(content));
    }

    private void say(List<Turn.Part> said) {
        if (!said.isEmpty()) {
            afterResults.add(new Turn.User(said));
        }
    }

    /// A result can hold text only. Its images follow all results, in the user's name.
    private void result(ContentBlock.ToolResult result) {
        if (result.cacheControl() != null) {
            ledger.note("cache_control", "dropped: the provider caches by itself");
        }
        List<Turn.Part> all = parts.of(result.content());
        List<Turn.Part> others =
                all.stream().filter(part -> !(part instanceof Turn.Part.Text)).toList();
        String said = text(all);
        String text = said.isEmpty() && others.isEmpty() ? NOTHING : said;
        if (!others.isEmpty()) {
            text = (text.isEmpty() ? "" : text + "\n") + "(what it shows follows)";
            ledger.note(
                    "tool_result.content", "images follow the results in a message of the user");
        }
        text = result.isError() ? "Error: " + text : text;
        String id = result.toolUseId();
        if (unanswered.contains(id)) {
            results.putIfAbsent(id, text);
        } else {
            ledger.warn("tool_result", "without its call: sent as text of the user");
            say(List.of(new Turn.Part.Text("Result of an earlier tool call:\n" + text)));
        }
        say(others);
    }

    /// Puts the results behind their calls, in the calls' order.
    private void answerCalls() {
        for (String id : unanswered) {
            String text = results.get(id);
            if (text == null) {
                ledger.warn("tool_use", "without a result: the model is told so");
                text = "(the call was not carried out)";
            }
            turns.add(new Turn.Result(ids.there(id), text));
        }
        unanswered.clear();
        results.clear();
        turns.addAll(afterResults);
        afterResults.clear();
    }

    private void assistant(List<ContentBlock> content) {
        List<String> thoughts = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<Turn.Call> calls = new ArrayList<>();
        for (ContentBlock block : content) {
            if (block.cacheControl() != null) {
                ledger.note("cache_control", "dropped: the provider caches by itself");
            }
            switch (block) {
                case ContentBlock.Text text -> texts.add(text.text());
                case ContentBlock.ToolUse use -> calls.add(call(use));
                case ContentBlock.Thinking thinking
                        when recalls && thinking.signature().isEmpty() ->
                        thoughts.add(thinking.thinking());
                case ContentBlock.Thinking _, ContentBlock.RedactedThinking _ ->
                        ledger.note("thinking", "dropped from the history: it is the model's own");
                case ContentBlock.ServerToolUse _, ContentBlock.ServerToolResult _ ->
                        ledger.note("server_tool_use", "dropped from the history");
                case ContentBlock.Image _,
                        ContentBlock.Document _,
                        ContentBlock.ToolResult _,
                        ContentBlock.Unknown _ ->
                        ledger.warn("assistant.content", "dropped: a block without a counterpart");
            }
        }
        String text = joined(texts);
        if (!text.isEmpty() || !calls.isEmpty()) {
            turns.add(new Turn.Assistant(joined(thoughts), text, calls));
        }
    }

    private Turn.Call call(ContentBlock.ToolUse use) {
        unanswered.add(use.id());
        String arguments = use.input().isObject() ? use.input().toString() : "{}";
        return new Turn.Call(ids.there(use.id()), names.there(use.name()), arguments);
    }

    static String text(List<Turn.Part> parts) {
        List<String> texts = new ArrayList<>(parts.size());
        for (Turn.Part part : parts) {
            if (part instanceof Turn.Part.Text text) {
                texts.add(text.text());
            }
        }
        return joined(texts);
    }

    /// What one side says in a row is one turn, as the Messages API reads it.
    private static List<Turn> merged(List<Turn> turns) {
        List<Turn> merged = new ArrayList<>();
        for (Turn turn : turns) {
            Turn before = merged.isEmpty() ? null : merged.getLast();
            if (before instanceof Turn.User earlier && turn instanceof Turn.User later) {
                List<Turn.Part> parts = new ArrayList<>(earlier.parts());
                parts.addAll(later.parts());
                merged.set(merged.size() - 1, new Turn.User(parts));
            } else if (before instanceof Turn.Assistant earlier
                    && turn instanceof Turn.Assistant later) {
                merged.set(merged.size() - 1, joined(earlier, later));
            } else {
                merged.add(turn);
            }
        }
        return merged;
    }

    private static Turn joined(Turn.Assistant earlier, Turn.Assistant later) {
        List<Turn.Call> calls = new ArrayList<>(earlier.calls());
        calls.addAll(later.calls());
        return new Turn.Assistant(
                joined(List.of(earlier.thoughts(), later.thoughts())),
                joined(List.of(earlier.text(), later.text())),
                calls);
    }

    /// Mostly there is one, which may be large and is not copied.
    private static String joined(List<String> texts) {
        return texts.size() == 1
                ? texts.getFirst()
                : texts.stream().filter(it -> !it.isEmpty()).collect(Collectors.joining("\n\n"));
    }
}
