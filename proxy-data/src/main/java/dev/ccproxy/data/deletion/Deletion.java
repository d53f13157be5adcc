package dev.ccproxy.data.deletion;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A deletion under way or done.
@Schema(description = "A deletion under way or done")
public record Deletion(
        @Schema(description = "Names it, until proxy-core is started anew", examples = "7")
                long number,
        @Schema(description = "Exchanges that readers no longer find", examples = "212")
                long exchanges,
        @Schema(
                        description =
                                "`running`; `erased` once nothing of them is left in the record's"
                                        + " files; `failed` if that could not be finished",
                        examples = "erased")
                String state) {}
