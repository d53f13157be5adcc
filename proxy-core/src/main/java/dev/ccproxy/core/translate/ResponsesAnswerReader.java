package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.message.StopReason;
import dev.ccproxy.message.Usage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads answers of the Responses API.
///
/// @see <a href="https://platform.openai.com/docs/api-reference/responses-streaming">Streaming</a>
final class ResponsesAnswerReader implements AnswerReader {
    private final AnswerAssembly assembly;
    private final String model;
    private final TokenEstimate input;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Set<Integer> said = new HashSet<>();
    private boolean refused;

    ResponsesAnswerReader(AnswerAssembly assembly, String model, TokenEstimate input) {
        this.assembly = assembly;
        this.model = model;
        this.input = input;
    }

    @Override
    public void whole(JsonNode answer) throws AnswerException {
        if (!answer.path("output").isArray()) {
            throw new AnswerException("the provider's answer holds no output");
        }
        start(answer);
        int index = 0;
        for (JsonNode item : answer.path("output")) {
            item(index++, item);
        }
        over(answer);
    }

    @Override
    public void event(JsonNode event) {
        int index = event.path("output_index").asInt();
        switch (event.path("type").asText()) {
            case "response.created", "response.in_progress" -> start(event.path("response"));
            case "response.output_item.added" -> added(index, event.path("item"));
            case "response.output_text.delta" -> {
                said.add(index);
                assembly.text(event.path("delta").asText());
            }
            case "response.refusal.delta" -> {
                said.add(index);
                refused = true;
                assembly.text(event.path("delta").asText());
            }
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> {
                said.add(index);
                assembly.thinking(event.path("delta").asText());
            }
            case "response.function_call_arguments.delta" ->
                    assembly.arguments(slot(index, event), event.path("delta").asText());
            case "response.function_call_arguments.done" -> allArguments(slot(index, event), event);
            case "response.output_item.done" -> item(index, event.path("item"));
            case "response.completed", "response.incomplete", "response.failed" ->
                    over(event.path("response"));
            case "error" -> failed(event);
            default -> {}
        }
    }

    private void start(JsonNode response) {
        assembly.start(response.path("model").asText(model));
    }

    private void added(int index, JsonNode item) {
        if (item.path("type").asText().equals("function_call")) {
            int slot = slots.size();
            slots.put(item.path("id").asText("#" + index), slot);
            slots.put("#" + index, slot);
            call(slot, item);
        }
    }

    private void call(int slot, JsonNode item) {
        assembly.call(slot, item.path("call_id").textValue(), item.path("name").textValue());
        allArguments(slot, item);
    }

    private void allArguments(int slot, JsonNode holder) {
        if (!assembly.hasArguments(slot)) {
            assembly.arguments(slot, holder.path("arguments").asText());
        }
    }

    private int slot(int index, JsonNode event) {
        Integer byId = slots.get(event.path("item_id").asText());
        return byId != null ? byId : slots.getOrDefault("#" + index, -1);
    }

    /// An item as a whole: only what its deltas have not told yet is new.
    private void item(int index, JsonNode item) {
        switch (item.path("type").asText()) {
            case "function_call" -> {
                if (!slots.containsKey("#" + index)) {
                    added(index, item);
                } else {
                    call(slot(index, item), item);
                }
            }
            case "message" -> {
                if (said.add(index)) {
                    item.path("content").forEach(this::part);
                }
            }
            case "reasoning" -> {
                if (said.add(index)) {
                    item.path("summary")
                            .forEach(part -> assembly.thinking(part.path("text").asText()));
                }
            }
            default ->
                    assembly.ledger()
                            .warn(
                                    "answer",
                                    "dropped: " + item.path("type").asText("an unnamed item"));
        }
    }

    private void part(JsonNode part) {
        String refusal = part.path("refusal").asText();
        refused |= !refusal.isEmpty();
        assembly.text(part.path("text").asText());
        assembly.text(refusal);
    }

    private void over(JsonNode response) {
        JsonNode error = ProviderError.in(response);
        if (error != null || response.path("status").asText().equals("failed")) {
            failed(response);
            return;
        }
        start(response);
        String incomplete = response.path("incomplete_details").path("reason").asText();
        assembly.end(reason(incomplete), null, usage(response.path("usage")), input);
    }

    private StopReason reason(String incomplete) {
        return switch (incomplete) {
            case "max_output_tokens" -> StopReason.MAX_TOKENS;
            case "content_filter" -> StopReason.REFUSAL;
            default -> refused ? StopReason.REFUSAL : StopReason.END_TURN;
        };
    }

    private static @Nullable Usage usage(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        long cached = usage.path("input_tokens_details").path("cached_tokens").asLong();
        return new Usage(
                Math.max(0, usage.path("input_tokens").asLong() - cached),
                cached,
                0,
                0,
                usage.path("output_tokens").asLong(),
                0,
                null);
    }

    private void failed(JsonNode holder) {
        JsonNode inside = ProviderError.in(holder);
        JsonNode error = inside == null ? holder : inside;
        assembly.fail(ProviderError.type(error), ProviderError.message(error));
    }

    /// The Responses API has an event for its end; this is not it.
    @Override
    public void done() {
        end();
    }

    @Override
    public void end() {
        fail("api_error", "The provider's answer broke off.");
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
