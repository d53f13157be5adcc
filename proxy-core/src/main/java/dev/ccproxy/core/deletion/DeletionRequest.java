package dev.ccproxy.core.deletion;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Selection;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/// Reads what is to be deleted: exactly one of `{"exchange": id}`, `{"session": id}`, `{"from":
/// time, "until": time}` (ISO 8601, until excluded) and `{"everything": true}`.
final class DeletionRequest {
    private static final List<Set<String>> FORMS =
            List.of(
                    Set.of("exchange"),
                    Set.of("session"),
                    Set.of("from", "until"),
                    Set.of("everything"));

    private DeletionRequest() {}

    /// @throws IllegalArgumentException if it is none of these; the message tells what is wrong
    static Selection read(JsonObject body) {
        Set<String> keys = body.fieldNames();
        if (!FORMS.contains(keys)) {
            throw new IllegalArgumentException(
                    "give one of: exchange; session; from and until; everything");
        }
        try {
            if (keys.contains("exchange")) {
                return new Selection.One(ExchangeId.parse(text(body, "exchange")));
            }
            if (keys.contains("session")) {
                return new Selection.Session(text(body, "session"));
            }
            if (keys.contains("from")) {
                return new Selection.Started(instant(body, "from"), instant(body, "until"));
            }
            return everything(body);
        } catch (ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("a value is of the wrong type", e);
        }
    }

    private static String text(JsonObject body, String key) {
        return (String) body.getValue(key);
    }

    private static Instant instant(JsonObject body, String key) {
        try {
            return Instant.parse(text(body, key));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    key + " must be a time such as 2026-11-22T00:00:00Z", e);
        }
    }

    private static Selection everything(JsonObject body) {
        if (!body.getBoolean("everything")) {
            throw new IllegalArgumentException("everything must be true");
        }
        return new Selection.Everything();
    }
}
