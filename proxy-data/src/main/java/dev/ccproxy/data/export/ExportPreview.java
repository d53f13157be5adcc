package dev.ccproxy.data.export;

import dev.ccproxy.exchange.Exchange;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an export would hold.
@Schema(description = "What an export would hold")
record ExportPreview(
        @Schema(examples = "212") int exchanges,
        @Schema(description = "Whether older ones are left out because there are too many")
                boolean truncated,
        @Schema(description = "How many sessions they belong to") long sessions,
        @Schema(description = "When the first one started", nullable = true)
                @Nullable Instant first,
        @Schema(description = "When the last one started", nullable = true) @Nullable Instant last,
        @Schema(description = "Bytes of the requests' bodies, as they crossed the wire")
                long requestBytes,
        @Schema(description = "Bytes of the answers' bodies, as they crossed the wire")
                long responseBytes,
        @Schema(description = "What leaves, and what does not, in words") List<String> contents) {
    private static final List<String> CONTENTS =
            List.of(
                    "Prompts, answers, thinking, tool inputs and results, in full",
                    "Headers; credentials among them are fingerprints that tell nothing");

    static ExportPreview of(Exports.Selected selected) {
        List<Exchange> exchanges = selected.exchanges();
        return new ExportPreview(
                exchanges.size(),
                selected.truncated(),
                exchanges.stream()
                        .map(exchange -> exchange.caller().sessionId())
                        .filter(Objects::nonNull)
                        .distinct()
                        .count(),
                exchanges.isEmpty() ? null : exchanges.getFirst().started(),
                exchanges.isEmpty() ? null : exchanges.getLast().started(),
                exchanges.stream().mapToLong(exchange -> exchange.requestBody().size()).sum(),
                exchanges.stream().mapToLong(exchange -> exchange.responseBody().size()).sum(),
                CONTENTS);
    }
}
