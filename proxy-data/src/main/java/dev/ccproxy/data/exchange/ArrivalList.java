package dev.ccproxy.data.exchange;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// When the pieces of an answer came.
@Schema(description = "When the pieces of an answer's body came, in order")
record ArrivalList(List<Arrival> items) {
    /// A piece of an answer.
    @Schema(name = "Arrival", description = "A piece of an answer's body")
    record Arrival(
            @Schema(description = "Microseconds since the start of the exchange") long atMicros,
            @Schema(description = "Bytes") long bytes,
            @Schema(description = "False where they could not be recorded") boolean recorded) {}

    static ArrivalList of(List<dev.ccproxy.store.Arrival> arrivals) {
        return new ArrivalList(
                arrivals.stream()
                        .map(one ->
                                new Arrival(one.at().toNanos() / 1_000, one.size(), one.recorded()))
                        .toList());
    }
}
