package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.message.MessagesRequest;
import dev.ccproxy.message.Tool;
import dev.ccproxy.message.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a request for Chat Completions.
final class ChatRequestWriter {
    /// Kimi refuses an empty one.
    private static final String NO_THOUGHT = " ";

    private final Target target;
    private final ModelFamily family;
    private final ToolNames names;
    private final LossLedger ledger;

    ChatRequestWriter(Target target, ToolNames names, LossLedger ledger) {
        this.target = target;
        this.family = ModelFamily.of(target.model());
        this.names = names;
        this.ledger = ledger;
    }

    ChatRequest write(
            MessagesRequest request, String system, List<Tool.Custom> tools, List<Turn> turns) {
        Settings settings = Settings.of(request, target, tools, ledger);
        boolean reasons = family.reasons();
        JsonNode schema = request.outputSchema();
        return new ChatRequest(
                target.model(),
                messages(system, turns),
                tools.isEmpty() ? null : tools.stream().map(this::tool).toList(),
                choice(settings.toolChoice()),
                settings.parallelToolCalls(),
                reasons ? null : settings.maxTokens(),
                reasons ? settings.maxTokens() : null,
                settings.temperature(),
                settings.topP(),
                settings.stop().isEmpty() ? null : settings.stop(),
                settings.effort(),
                schema == null ? null : new ChatRequest.ResponseFormat(schema),
                settings.user(),
                settings.cacheKey(),
                settings.serviceTier(),
                request.stream(),
                request.stream() ? new ChatRequest.StreamOptions(true) : null);
    }

    private List<ChatRequest.Message> messages(String system, List<Turn> turns) {
        List<ChatRequest.Message> messages = new ArrayList<>();
        if (!system.isEmpty()) {
            messages.add(ChatRequest.Message.of("system", system));
        }
        turns.forEach(turn -> messages.add(message(turn)));
        return messages;
    }

    private ChatRequest.Message message(Turn turn) {
        return switch (turn) {
            case Turn.Instructions said -> ChatRequest.Message.of("system", said.text());
            case Turn.User user -> ChatRequest.Message.of("user", content(user.parts()));
            case Turn.Assistant said ->
                    new ChatRequest.Message(
                            "assistant",
                            said.text().isEmpty()
                                    ? null
                                    : new ChatRequest.Content.Text(said.text()),
                            thoughts(said),
                            said.calls().isEmpty() ? null : calls(said.calls()),
                            null);
            case Turn.Result result ->
                    new ChatRequest.Message(
                            "tool",
                            new ChatRequest.Content.Text(result.text()),
                            null,
                            null,
                            result.callId());
        };
    }

    private @Nullable String thoughts(Turn.Assistant said) {
        if (family.recall() != ModelFamily.Recall.THOUGHTS) {
            return null;
        }
        return said.thoughts().isEmpty() ? NO_THOUGHT : said.thoughts();
    }

    private ChatRequest.Content content(List<Turn.Part> parts) {
        if (parts.stream().allMatch(Turn.Part.Text.class::isInstance)) {
            return new ChatRequest.Content.Text(Conversation.text(parts));
        }
        return new ChatRequest.Content.Parts(parts.stream().map(this::part).toList());
    }

    private ChatRequest.Part part(Turn.Part part) {
        return switch (part) {
            case Turn.Part.Text text -> new ChatRequest.Part.Text(text.text());
            case Turn.Part.Image image -> new ChatRequest.Part.Image(image.url());
            case Turn.Part.File file ->
                    new ChatRequest.Part.File(
                            new ChatRequest.FileData(file.name(), file.dataUrl()));
            case Turn.Part.LinkedFile file -> {
                ledger.warn("document", "only its address is sent: the provider does not fetch it");
                yield new ChatRequest.Part.Text("Document: " + file.url());
            }
        };
    }

    private List<ChatRequest.Call> calls(List<Turn.Call> calls) {
        ChatRequest.ExtraContent extra =
                family.recall() == ModelFamily.Recall.SIGNATURES
                        ? ChatRequest.ExtraContent.UNSIGNED
                        : null;
        return calls.stream()
                .map(call ->
                        new ChatRequest.Call(
                                call.id(),
                                new ChatRequest.CalledFunction(call.name(), call.arguments()),
                                extra))
                .toList();
    }

    private ChatRequest.Tool tool(Tool.Custom tool) {
        JsonNode schema = tool.inputSchema();
        return new ChatRequest.Tool(
                new ChatRequest.Function(
                        names.there(tool.name()),
                        tool.description().isEmpty() ? null : tool.description(),
                        schema.isObject() ? schema : null,
                        tool.strict()));
    }

    private ChatRequest.@Nullable Choice choice(@Nullable ToolChoice choice) {
        return switch (choice) {
            case null -> null;
            case ToolChoice.Any _ -> new ChatRequest.Choice.Mode("required");
            case ToolChoice.Named named -> new ChatRequest.Choice.Named(names.there(named.name()));
            case ToolChoice.Auto _ -> new ChatRequest.Choice.Mode("auto");
            case ToolChoice.None _ -> new ChatRequest.Choice.Mode("none");
            case ToolChoice.Unknown _ -> null;
        };
    }
}
