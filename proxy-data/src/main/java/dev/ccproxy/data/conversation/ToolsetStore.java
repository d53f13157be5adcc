package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.index.StatementStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of sets of tools, for the indexing thread: thousands of requests offer the same ones.
final class ToolsetStore {
    private final StatementStore sql;
    private final ObjectMapper json;

    ToolsetStore(StatementStore sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// The set that a request offers, made where it is new; null where it offers none.
    @Nullable Long find(RequestBody request) {
        List<String> names = request.outline().tools();
        if (names.isEmpty()) {
            return null;
        }
        Hash sum = new Hash();
        names.forEach(sum::add);
        long hash = sum.value();
        Long known = sql.number("SELECT id FROM toolset WHERE hash = ?", hash);
        return known == null
                ? sql.insert("INSERT INTO toolset (hash, names) VALUES (?, ?)", hash, array(names))
                : known;
    }

    private String array(List<String> names) {
        try {
            return json.writeValueAsString(names);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names can be written", e);
        }
    }
}
