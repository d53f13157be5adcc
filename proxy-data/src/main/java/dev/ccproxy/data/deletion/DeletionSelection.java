package dev.ccproxy.data.deletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What to delete, as proxy-core wants it told: one of these, or both ends of a range.
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeletionSelection(
        @Nullable String exchange,
        @Nullable String session,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Boolean everything) {
    static DeletionSelection exchange(String id) {
        return new DeletionSelection(id, null, null, null, null);
    }

    static DeletionSelection session(String id) {
        return new DeletionSelection(null, id, null, null, null);
    }

    static DeletionSelection between(Instant from, Instant until) {
        return new DeletionSelection(null, null, from, until, null);
    }

    static DeletionSelection all() {
        return new DeletionSelection(null, null, null, null, true);
    }
}
