package dev.ccproxy.data.deletion;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a deletion would take away.
@Schema(description = "What a deletion would take away")
record DeletionPreview(
        @Schema(examples = "212") long exchanges,
        @Schema(description = "How many sessions they belong to") long sessions,
        @Schema(description = "When the first one started", nullable = true)
                @Nullable Instant first,
        @Schema(description = "When the last one started", nullable = true) @Nullable Instant last,
        @Schema(description = "Bytes of the requests' bodies, as they crossed the wire")
                long requestBytes,
        @Schema(description = "Bytes of the answers' bodies, as they crossed the wire")
                long responseBytes,
        @Schema(
                        description =
                                "Bytes that the whole record takes on disk now: it keeps what"
                                        + " requests repeat once")
                long recordBytes,
        @Schema(
                        description =
                                "Whether everything on record was counted; while the index is being"
                                        + " made there may be more")
                boolean complete) {}
