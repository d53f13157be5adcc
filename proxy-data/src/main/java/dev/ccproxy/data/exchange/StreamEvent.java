package dev.ccproxy.data.exchange;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One server-sent event of an answer.
@Schema(description = "One server-sent event of an answer")
record StreamEvent(
        @Schema(description = "Counted from 0") int index,
        @Schema(
                        description =
                                "Microseconds from the start of the exchange to the arrival of the"
                                        + " event's last byte; null where it is not on record",
                        nullable = true)
                @Nullable Long atMicros,
        @Schema(
                        description = "What stands after `event:`, or `message`",
                        examples = "content_block_delta")
                String type,
        @Schema(description = "What stands after `data:`, usually JSON") String data,
        @Schema(description = "False for an event in whose middle the answer ends, so far")
                boolean complete) {}
