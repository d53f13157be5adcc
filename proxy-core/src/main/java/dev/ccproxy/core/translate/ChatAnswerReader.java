package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.message.StopReason;
import dev.ccproxy.message.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads answers of Chat Completions, as OpenAI gives them and as others do that speak like it.
///
/// @see <a href="https://platform.openai.com/docs/api-reference/chat-streaming">Streaming</a>
final class ChatAnswerReader implements AnswerReader {
    private final AnswerAssembly assembly;
    private final String model;
    private final Set<String> stops;
    private final TokenEstimate input;
    private final List<CallKey> calls = new ArrayList<>();
    private @Nullable StopReason reason;
    private @Nullable String stopSequence;
    private @Nullable Usage usage;
    private boolean refused;

    /// By what a call is known again: the last one made under an index, or an id.
    private static final class CallKey {
        private final int index;
        private @Nullable String id;

        CallKey(int index, @Nullable String id) {
            this.index = index;
            this.id = id;
        }
    }

    ChatAnswerReader(
            AnswerAssembly assembly, String model, Set<String> stops, TokenEstimate input) {
        this.assembly = assembly;
        this.model = model;
        this.stops = stops;
        this.input = input;
    }

    @Override
    public void whole(JsonNode answer) throws AnswerException {
        if (!answer.path("choices").path(0).path("message").isObject()) {
            throw new AnswerException("the provider's answer holds no message");
        }
        event(answer);
        finish();
    }

    @Override
    public void event(JsonNode chunk) {
        JsonNode error = ProviderError.in(chunk);
        if (error != null) {
            assembly.fail(ProviderError.type(error), ProviderError.message(error));
            return;
        }
        assembly.start(chunk.path("model").asText(model));
        if (chunk.path("usage").isObject()) {
            usage = usage(chunk.path("usage"));
        }
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode said = choice.has("delta") ? choice.path("delta") : choice.path("message");
        take(said);
        if (choice.path("finish_reason").isTextual()) {
            finished(choice);
        }
    }

    private void take(JsonNode said) {
        assembly.thinking(firstText(said, "reasoning_content", "reasoning"));
        content(said.path("content"));
        String refusal = firstText(said, "refusal");
        refused |= !refusal.isEmpty();
        assembly.text(refusal);
        said.path("tool_calls").forEach(this::call);
        JsonNode function = said.path("function_call");
        if (function.isObject()) {
            call(0, null, function);
        }
    }

    private void content(JsonNode content) {
        if (content.isTextual()) {
            assembly.text(content.textValue());
        }
        for (JsonNode part : content) {
            assembly.text(firstText(part, "text"));
        }
    }

    private static String firstText(JsonNode json, String... names) {
        for (String name : names) {
            String text = json.path(name).textValue();
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private void call(JsonNode call) {
        if (assembly.isEnded()) {
            return;
        }
        String id = firstText(call, "id");
        int slot = slot(call.path("index"), id.isEmpty() ? null : id);
        call(slot, id.isEmpty() ? null : id, call.path("function"));
    }

    private void call(int slot, @Nullable String id, JsonNode function) {
        String name = firstText(function, "name");
        assembly.call(slot, id, name.isEmpty() ? null : name);
        JsonNode arguments = function.path("arguments");
        if (arguments.isTextual()) {
            assembly.arguments(slot, arguments.textValue());
        } else if (arguments.isObject() && !assembly.hasArguments(slot)) {
            assembly.arguments(slot, arguments.toString());
        }
    }

    /// Ids tell calls apart best: some providers number none, others give all the same number.
    private int slot(JsonNode number, @Nullable String id) {
        int index = number.isInt() ? number.intValue() : -1;
        for (int i = calls.size() - 1; i >= 0; i--) {
            CallKey key = calls.get(i);
            boolean same = id != null && id.equals(key.id);
            boolean sameIndex = index < 0 ? i == calls.size() - 1 : index == key.index;
            if (same
                    || (sameIndex
                            && (id == null || key.id == null)
                            && (index >= 0 || id == null))) {
                key.id = key.id == null ? id : key.id;
                return i;
            }
        }
        calls.add(new CallKey(index, id));
        return calls.size() - 1;
    }

    private void finished(JsonNode choice) {
        reason =
                switch (choice.path("finish_reason").asText()) {
                    case "length" -> StopReason.MAX_TOKENS;
                    case "tool_calls", "function_call" -> StopReason.TOOL_USE;
                    case "content_filter" -> StopReason.REFUSAL;
                    default -> refused ? StopReason.REFUSAL : StopReason.END_TURN;
                };
        // Not OpenAI's, but vLLM's and others': which sequence it was.
        String stop = choice.path("stop_reason").textValue();
        if (stop != null && stops.contains(stop) && reason.equals(StopReason.END_TURN)) {
            reason = StopReason.STOP_SEQUENCE;
            stopSequence = stop;
        }
    }

    /// The provider counts what came from the cache as input, the Messages API beside it.
    private static Usage usage(JsonNode usage) {
        long cached =
                Math.max(
                        usage.path("prompt_tokens_details").path("cached_tokens").asLong(),
                        usage.path("prompt_cache_hit_tokens").asLong());
        long all = usage.path("prompt_tokens").asLong();
        return new Usage(
                Math.max(0, all - cached),
                cached,
                0,
                0,
                usage.path("completion_tokens").asLong(),
                0,
                null);
    }

    @Override
    public void done() {
        finish();
    }

    private void finish() {
        // A call that only looked like one, as its name never came, leaves a plain end.
        StopReason told = reason == null ? StopReason.END_TURN : reason;
        assembly.end(told, stopSequence, usage, input);
    }

    @Override
    public void end() {
        if (reason != null) {
            finish();
        } else {
            fail("api_error", "The provider's answer broke off.");
        }
    }

    @Override
    public void fail(String type, String message) {
        assembly.fail(type, message);
    }

    @Override
    public boolean isEnded() {
        return assembly.isEnded();
    }
}
