package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// Tells which fields of a request no provider has a counterpart for.
final class Uncarried {
    private static final Set<String> REQUEST =
            Set.of(
                    "model",
                    "messages",
                    "system",
                    "tools",
                    "tool_choice",
                    "max_tokens",
                    "temperature",
                    "top_p",
                    "top_k",
                    "stop_sequences",
                    "thinking",
                    "output_config",
                    "metadata",
                    "service_tier",
                    "stream");
    private static final Set<String> THINKING = Set.of("type", "budget_tokens");
    private static final Set<String> OUTPUT = Set.of("effort", "format");
    private static final Set<String> METADATA = Set.of("user_id");
    private static final Set<String> TOOL =
            Set.of("name", "description", "input_schema", "type", "strict", "cache_control");
    private static final Set<String> DOCUMENT = Set.of("type", "source", "title", "cache_control");

    private final LossLedger ledger;

    private Uncarried(LossLedger ledger) {
        this.ledger = ledger;
    }

    static void note(JsonNode body, LossLedger ledger) {
        Uncarried uncarried = new Uncarried(ledger);
        uncarried.beyond(REQUEST, "", body);
        uncarried.beyond(THINKING, "thinking.", body.path("thinking"));
        uncarried.beyond(OUTPUT, "output_config.", body.path("output_config"));
        uncarried.beyond(METADATA, "metadata.", body.path("metadata"));
        body.path("tools").forEach(uncarried::tool);
        body.path("messages").forEach(message -> message.path("content").forEach(uncarried::block));
    }

    private void beyond(Set<String> known, String prefix, JsonNode json) {
        json.fieldNames()
                .forEachRemaining(field -> {
                    if (!known.contains(field)) {
                        ledger.note(prefix + field, "dropped: the provider has no such parameter");
                    }
                });
    }

    /// Of tools that are not sent at all, that is told.
    private void tool(JsonNode tool) {
        String type = tool.path("type").asText();
        if (type.isEmpty() || type.equals("custom")) {
            beyond(TOOL, "tools.", tool);
        }
    }

    private void block(JsonNode block) {
        if (block.path("type").asText().equals("document")) {
            beyond(DOCUMENT, "document.", block);
        }
    }
}
