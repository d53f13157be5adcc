package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.message.MessagesRequest;
import dev.ccproxy.message.Tool;
import dev.ccproxy.message.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a request for the Responses API.
final class ResponsesRequestWriter {
    private final Target target;
    private final ToolNames names;
    private final LossLedger ledger;

    ResponsesRequestWriter(Target target, ToolNames names, LossLedger ledger) {
        this.target = target;
        this.names = names;
        this.ledger = ledger;
    }

    ResponsesRequest write(
            MessagesRequest request, String system, List<Tool.Custom> tools, List<Turn> turns) {
        Settings settings = Settings.of(request, target, tools, ledger);
        JsonNode schema = request.outputSchema();
        String effort = settings.effort();
        return new ResponsesRequest(
                target.model(),
                system.isEmpty() ? null : system,
                items(turns),
                tools.isEmpty() ? null : tools.stream().map(this::tool).toList(),
                choice(settings.toolChoice()),
                settings.parallelToolCalls(),
                settings.maxTokens(),
                settings.temperature(),
                settings.topP(),
                effort == null ? null : new ResponsesRequest.Reasoning(effort),
                schema == null
                        ? null
                        : new ResponsesRequest.TextFormat(
                                new ResponsesRequest.SchemaFormat(schema)),
                settings.user(),
                settings.cacheKey(),
                settings.serviceTier(),
                false,
                request.stream());
    }

    private static List<ResponsesRequest.Item> items(List<Turn> turns) {
        List<ResponsesRequest.Item> items = new ArrayList<>();
        turns.forEach(turn -> add(turn, items));
        return items;
    }

    private static void add(Turn turn, List<ResponsesRequest.Item> items) {
        switch (turn) {
            case Turn.Instructions said ->
                    items.add(
                            new ResponsesRequest.Item.Message(
                                    "developer",
                                    List.of(new ResponsesRequest.Part.Text(said.text()))));
            case Turn.User user ->
                    items.add(
                            new ResponsesRequest.Item.Message(
                                    "user",
                                    user.parts().stream()
                                            .map(ResponsesRequestWriter::part)
                                            .toList()));
            case Turn.Assistant said -> {
                if (!said.text().isEmpty()) {
                    items.add(new ResponsesRequest.Item.Said(said.text()));
                }
                for (Turn.Call call : said.calls()) {
                    items.add(
                            new ResponsesRequest.Item.Call(
                                    call.id(), call.name(), call.arguments()));
                }
            }
            case Turn.Result result ->
                    items.add(new ResponsesRequest.Item.Result(result.callId(), result.text()));
        }
    }

    private static ResponsesRequest.Part part(Turn.Part part) {
        return switch (part) {
            case Turn.Part.Text text -> new ResponsesRequest.Part.Text(text.text());
            case Turn.Part.Image image -> new ResponsesRequest.Part.Image(image.url());
            case Turn.Part.File file ->
                    ResponsesRequest.Part.File.holding(file.name(), file.dataUrl());
            case Turn.Part.LinkedFile file -> ResponsesRequest.Part.File.at(file.url());
        };
    }

    private ResponsesRequest.Tool tool(Tool.Custom tool) {
        return new ResponsesRequest.Tool(
                names.there(tool.name()),
                tool.description().isEmpty() ? null : tool.description(),
                tool.inputSchema().isObject() ? tool.inputSchema() : noParameters(),
                tool.strict() != null && tool.strict());
    }

    private static ObjectNode noParameters() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private ResponsesRequest.@Nullable Choice choice(@Nullable ToolChoice choice) {
        return switch (choice) {
            case null -> null;
            case ToolChoice.Auto _ -> new ResponsesRequest.Choice.Mode("auto");
            case ToolChoice.Any _ -> new ResponsesRequest.Choice.Mode("required");
            case ToolChoice.Named named ->
                    new ResponsesRequest.Choice.Named(names.there(named.name()));
            case ToolChoice.None _ -> new ResponsesRequest.Choice.Mode("none");
            case ToolChoice.Unknown _ -> null;
        };
    }
}
